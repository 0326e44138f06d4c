package io.seatlock.relay;

import io.seatlock.store.OutboxEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.support.SendResult;

/**
 * Kafka's producer, which all relays share. It is never replaced while one of them hands over its events: the first of
 * them would be given up with the old producer, and the others would overtake them with the new one.
 */
final class SharedProducer {

  private final KafkaOperations<byte[], byte[]> kafka;

  private final WireFormat wire;

  /** Many may send, one may replace. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  SharedProducer(KafkaOperations<byte[], byte[]> kafka, WireFormat wire) {
    this.kafka = kafka;
    this.wire = wire;
  }

  /** Stops at the first event that could not even be handed over, so that none overtakes it. */
  List<CompletableFuture<SendResult<byte[], byte[]>>> send(List<OutboxEntry> entries) {
    lock.readLock().lock();
    try {
      List<CompletableFuture<SendResult<byte[], byte[]>>> sent = new ArrayList<>(entries.size());
      for (OutboxEntry entry : entries) {
        CompletableFuture<SendResult<byte[], byte[]>> result = kafka.send(wire.record(entry));
        sent.add(result);
        if (result.isCompletedExceptionally()) {
          break;
        }
      }
      return sent;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** What the old one still has under way it gives up, as a whole. */
  void replace() {
    lock.writeLock().lock();
    try {
      kafka.getProducerFactory().reset();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
