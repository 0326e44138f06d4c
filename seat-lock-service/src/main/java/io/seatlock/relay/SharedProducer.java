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
 * Kafka's producer, which all relays share. It is never replaced while a relay hands over a batch: the first events of
 * the batch would fail with the old producer, and the rest would overtake them with the new one.
 */
final class SharedProducer {

  private final KafkaOperations<byte[], byte[]> kafka;

  /** Many may send, one may replace. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  SharedProducer(KafkaOperations<byte[], byte[]> kafka) {
    this.kafka = kafka;
  }

  /** Stops at the first event that could not even be handed over, so that none overtakes it. */
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

  /** Converts exceptions that Spring throws for records refused immediately. */
  private CompletableFuture<SendResult<byte[], byte[]>> handOver(OutgoingEvent event) {
    try {
      return kafka.send(event.record());
    } catch (RuntimeException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  /**
   * Finds out whether a topic takes events, without holding up the caller: the producer looks for a topic that is
   * missing until its {@code max.block.ms} is over.
   *
   * @param first what is sent; null to ask only whether the topic is there
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
      } catch (RuntimeException unknown) {
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
