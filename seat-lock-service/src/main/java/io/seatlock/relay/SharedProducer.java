package io.seatlock.relay;

import io.seatlock.relay.format.OutgoingEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.support.SendResult;

/**
 * The Kafka producer that all relays share. It is never replaced while a relay passes a batch to it: the first events
 * of the batch would fail with the old producer, and the rest would overtake them with the new one.
 */
final class SharedProducer {

  private final KafkaOperations<byte[], byte[]> kafka;

  /** Read lock: to send. Write lock: to replace the producer. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  SharedProducer(KafkaOperations<byte[], byte[]> kafka) {
    this.kafka = kafka;
  }

  /**
   * Passes events to the producer, in order. Stops at the first one that fails at once, so that none overtakes it.
   *
   * @return the events that were passed, including a failed one
   */
  List<SentEvent> send(List<OutgoingEvent> events) {
    lock.readLock().lock();
    try {
      List<SentEvent> sent = new ArrayList<>(events.size());
      for (OutgoingEvent event : events) {
        SentEvent last = new SentEvent(event, handOver(event));
        sent.add(last);
        if (last.failure() != null) {
          break;
        }
      }
      return sent;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Converts the exceptions that Spring throws for a record that is refused at once. */
  private CompletableFuture<SendResult<byte[], byte[]>> handOver(OutgoingEvent event) {
    try {
      return kafka.send(event.record());
    } catch (RuntimeException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  /**
   * Tests whether a topic accepts events, without blocking the caller: the producer waits for a missing topic up to
   * {@code max.block.ms}.
   *
   * @param first the event to send; null to test only whether the topic exists
   */
  CompletableFuture<?> probe(String topic, @Nullable OutgoingEvent first) {
    CompletableFuture<Object> answer = new CompletableFuture<>();
    Thread.ofVirtual().name("relay-probe-" + topic).start(() -> {
      try {
        Object partitions = kafka.partitionsFor(topic);
        if (first == null) {
          answer.complete(partitions);
        } else {
          var _ = send(List.of(first)).getFirst().answer().whenComplete((result, failure) -> {
            if (failure == null) {
              answer.complete(result == null ? partitions : result);
            } else {
              answer.completeExceptionally(failure);
            }
          });
        }
      } catch (Throwable unknown) { // also an Error, because the next attempt waits for the answer to this one
        answer.completeExceptionally(unknown);
      }
    });
    return answer;
  }

  /** All events in flight in the old producer fail. */
  void replace() {
    lock.writeLock().lock();
    try {
      kafka.getProducerFactory().reset();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
