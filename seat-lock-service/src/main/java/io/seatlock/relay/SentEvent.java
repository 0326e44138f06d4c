package io.seatlock.relay;

import io.seatlock.relay.format.OutgoingEvent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * An event that was handed to the producer.
 *
 * @param answer completes when Kafka has acknowledged it or the producer has given it up
 */
record SentEvent(OutgoingEvent outgoing, CompletableFuture<?> answer) {

  boolean isAnswered() {
    return answer.isDone();
  }

  boolean isAcknowledged() {
    return answer.isDone() && !answer.isCompletedExceptionally();
  }

  /** Why the producer gave it up; null if it did not. */
  @Nullable
  Throwable failure() {
    return answer.isCompletedExceptionally() ? rootOf(answer.exceptionNow()) : null;
  }

  /** Spring and futures wrap what the producer said. */
  static Throwable rootOf(Throwable failure) {
    boolean wrapped = failure instanceof CompletionException
        || failure.getClass().getName().startsWith("org.springframework.");
    return wrapped && failure.getCause() != null ? rootOf(failure.getCause()) : failure;
  }

  /** Whether Kafka refuses this record and may take others. */
  static boolean isAboutTheRecord(Throwable failure) {
    return failure instanceof RecordTooLargeException;
  }

  /** Whether this producer will never send it, whatever Kafka's settings become. */
  static boolean isForGood(Throwable failure) {
    return failure instanceof SerializationException
        || (failure instanceof RecordTooLargeException
            && String.valueOf(failure.getMessage()).matches(".*(max\\.request\\.size|buffer\\.memory).*"));
  }
}
