package io.seatlock.relay;

import io.seatlock.relay.format.OutgoingEvent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * An event that was passed to the producer.
 *
 * @param answer completes when Kafka has acknowledged it; exceptionally when the producer could not send it
 */
record SentEvent(OutgoingEvent outgoing, CompletableFuture<?> answer) {

  boolean isAnswered() {
    return answer.isDone();
  }

  boolean isAcknowledged() {
    return answer.isDone() && !answer.isCompletedExceptionally();
  }

  /** Why the producer could not send it; null if it could, or has not answered. */
  @Nullable
  Throwable failure() {
    return answer.isCompletedExceptionally() ? rootOf(answer.exceptionNow()) : null;
  }

  /** The producer's exception, without the wrappers of Spring and of futures. */
  static Throwable rootOf(Throwable failure) {
    boolean wrapped = failure instanceof CompletionException
        || failure.getClass().getName().startsWith("org.springframework.");
    return wrapped && failure.getCause() != null ? rootOf(failure.getCause()) : failure;
  }

  /** Whether Kafka refuses only this record and may accept others. */
  static boolean isAboutTheRecord(Throwable failure) {
    return failure instanceof RecordTooLargeException;
  }

  /** Whether this producer will never send the record, even if settings of the broker or topic change. */
  static boolean isForGood(Throwable failure) {
    return failure instanceof SerializationException
        || (failure instanceof RecordTooLargeException
            && String.valueOf(failure.getMessage()).matches(".*(max\\.request\\.size|buffer\\.memory).*"));
  }
}
