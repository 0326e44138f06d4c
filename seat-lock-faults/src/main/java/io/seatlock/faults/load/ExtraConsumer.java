package io.seatlock.faults.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer that joins the consumer group of the services and commits nothing. Its joining and its leaving each cause
 * a rebalance.
 */
public final class ExtraConsumer implements AutoCloseable {

  /** A rebalance waits until every member has ended its poll. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final KafkaConsumer<byte[], byte[]> consumer;

  public ExtraConsumer(String bootstrapServers) {
    consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers, "group.id", EventTopics.GROUP,
        "enable.auto.commit", "false", "auto.offset.reset", "earliest"), new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
    consumer.subscribe(EventTopics.REQUESTS);
  }

  /**
   * Reads for a while from the partitions that it is assigned.
   *
   * @return how many partitions it was assigned
   */
  public int stay(Duration time) {
    long limit = System.nanoTime() + PATIENCE.toNanos();
    while (consumer.assignment().isEmpty() && System.nanoTime() < limit) {
      var _ = consumer.poll(Duration.ofMillis(50));
    }
    int partitions = List.copyOf(consumer.assignment()).size();
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      var _ = consumer.poll(Duration.ofMillis(50));
    }
    return partitions;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
