package io.seatlock.live.feed;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** One Kafka consumer without a group, which reads all partitions of the event topics, starting at their ends. */
final class FeedSession implements AutoCloseable {

  private static final Duration POLL_TIMEOUT = Duration.ofMillis(500);

  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  /** How often partitions are counted, since some may be added. */
  private static final Duration COUNT_INTERVAL = Duration.ofSeconds(15);

  private final Consumer<byte[], byte[]> consumer;

  private final List<String> topics;

  private final LongSupplier nanoTime;

  private final List<TopicPartition> partitions;

  private long contactAt;

  private long countedAt;

  /**
   * @param consumer has no group and no offset reset policy
   * @param nanoTime {@link System#nanoTime()}
   * @throws KafkaException if a topic is missing or Kafka does not answer; the consumer is then closed
   */
  FeedSession(Consumer<byte[], byte[]> consumer, List<String> topics, LongSupplier nanoTime) {
    this.consumer = consumer;
    this.topics = topics;
    this.nanoTime = nanoTime;
    try {
      partitions = currentPartitions();
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      partitions.forEach(partition -> consumer.position(partition, TIMEOUT));
    } catch (RuntimeException failed) {
      close();
      throw failed;
    }
    contactAt = nanoTime.getAsLong();
    countedAt = contactAt;
  }

  /**
   * Waits up to 500 ms for records.
   *
   * @throws KafkaException if the session must be replaced: a position is lost, or the number of partitions has changed
   */
  ConsumerRecords<byte[], byte[]> poll() {
    long now = nanoTime.getAsLong();
    if (now - countedAt > COUNT_INTERVAL.toNanos()) {
      if (currentPartitions().size() != partitions.size()) {
        throw new KafkaException("The number of partitions has changed");
      }
      countedAt = now;
    }
    return consumer.poll(POLL_TIMEOUT);
  }

  /**
   * Checks about once a second whether Kafka answers, since a consumer does not report that Kafka is unavailable.
   *
   * @throws org.apache.kafka.common.errors.TimeoutException if Kafka does not answer
   */
  void checkContact() {
    if (nanoTime.getAsLong() - contactAt > TIMEOUT.toNanos()) {
      consumer.endOffsets(partitions, TIMEOUT);
      contactAt = nanoTime.getAsLong();
    }
  }

  private List<TopicPartition> currentPartitions() {
    List<TopicPartition> found = topics.stream().flatMap(topic -> {
      List<TopicPartition> ofTopic = consumer.partitionsFor(topic, TIMEOUT).stream()
          .map(partition -> new TopicPartition(topic, partition.partition())).toList();
      if (ofTopic.isEmpty()) {
        throw new KafkaException("The topic " + topic + " is missing");
      }
      return ofTopic.stream();
    }).toList();
    return found;
  }

  /** Ends a running {@link #poll}. May be called by another thread. */
  void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
