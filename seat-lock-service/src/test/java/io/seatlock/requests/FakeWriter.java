package io.seatlock.requests;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ProducerFactory;

/** Kafka as the producer sees it. */
final class FakeWriter implements ProducerFactory<byte[], byte[]> {

  @Nullable
  RuntimeException refusal;

  int attempts;

  int resets;

  private final AtomicInteger underWay = new AtomicInteger();

  int mostAtATime;

  private final MockProducer<byte[], byte[]> producer = new MockProducer<>(true, null, new ByteArraySerializer(),
      new ByteArraySerializer()) {

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record,
        @Nullable Callback callback) {
      attempts++;
      if (refusal != null) {
        return CompletableFuture.failedFuture(refusal);
      }
      mostAtATime = Math.max(mostAtATime, underWay.incrementAndGet());
      var _ = super.send(record, callback);
      return CompletableFuture.supplyAsync(() -> {
        underWay.decrementAndGet();
        return new RecordMetadata(new TopicPartition(record.topic(), 0), 0, 0, 0, 0, 0);
      }, CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS, Thread::startVirtualThread));
    }
  };

  @Override
  public Producer<byte[], byte[]> createProducer() {
    return producer;
  }

  @Override
  public void reset() {
    resets++;
  }

  List<ProducerRecord<byte[], byte[]>> written() {
    return producer.history();
  }
}
