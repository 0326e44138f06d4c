package io.seatlock.live.feed;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** One consumer that reads all partitions of the topics of changes, from their ends as they were when it began. */
final class FeedSession implements AutoCloseable {

  private static final Duration ROUND = Duration.ofMillis(500);

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Partitions may be added. */
  private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(15);

  private final Consumer<byte[], byte[]> consumer;

  private final List<String> topics;

  private final LongSupplier nanoTime;

  private final List<TopicPartition> partitions;

  private long contactAt;

  private long countedAt;

  /**
   * @param consumer without a group, and without a policy for lost positions
   * @param nanoTime {@link System#nanoTime()}
   * @throws KafkaException if a topic is missing or Kafka does not answer; then the consumer is closed
   */
  FeedSession(Consumer<byte[], byte[]> consumer, List<String> topics, LongSupplier nanoTime) {
    this.consumer = consumer;
    this.topics = topics;
    this.nanoTime = nanoTime;
    try {
      partitions = currentPartitions();
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      partitions.forEach(partition -> consumer.position(partition, PATIENCE));
    } catch (RuntimeException failed) {
      close();
      throw failed;
    }
    contactAt = nanoTime.getAsLong();
    countedAt = contactAt;
  }

  /**
   * Waits a moment for records.
   *
   * @throws KafkaException if the session is of no use any longer: a position is lost, or there are other partitions
   */
  ConsumerRecords<byte[], byte[]> poll() {
    long now = nanoTime.getAsLong();
    if (now - countedAt > BETWEEN_COUNTS.toNanos()) {
      if (currentPartitions().size() != partitions.size()) {
        throw new KafkaException("The number of partitions has changed");
      }
      countedAt = now;
    }
    return consumer.poll(ROUND);
  }

  /**
   * A consumer itself does not say that Kafka is away; so a question is asked about once a second.
   *
   * @throws org.apache.kafka.common.errors.TimeoutException if Kafka does not answer
   */
  void checkContact() {
    if (nanoTime.getAsLong() - contactAt > PATIENCE.toNanos()) {
      consumer.endOffsets(partitions, PATIENCE);
      contactAt = nanoTime.getAsLong();
    }
  }

  private List<TopicPartition> currentPartitions() {
    List<TopicPartition> found = topics.stream().flatMap(topic -> {
      List<TopicPartition> ofTopic = consumer.partitionsFor(topic, PATIENCE).stream()
          .map(partition -> new TopicPartition(topic, partition.partition())).toList();
      if (ofTopic.isEmpty()) {
        throw new KafkaException("The topic " + topic + " is missing");
      }
      return ofTopic.stream();
    }).toList();
    return found;
  }

  /** From another thread: lets {@link #poll} end now. */
  void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
