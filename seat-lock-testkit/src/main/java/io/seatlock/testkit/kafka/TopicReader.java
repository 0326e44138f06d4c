package io.seatlock.testkit.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads all records of some topics in the background, from the first one on. Waits for topics that do not exist yet.
 */
public final class TopicReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(50);

  private final Map<String, Object> settings = new HashMap<>(Map.of("enable.auto.commit", "false", "auto.offset.reset",
      "earliest", "reconnect.backoff.max.ms", 200, "metadata.max.age.ms", 1000, "request.timeout.ms", 5000,
      "default.api.timeout.ms", 10_000));
  private final Collection<String> topics;
  private final Consumer<ConsumerRecord<byte[], byte[]>> action;
  private final Admin admin;
  private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Starts reading at once.
   *
   * @param client settings of the Kafka clients, at least the address; they override ours
   * @param action gets the records one by one, each once, from one thread
   */
  public TopicReader(Map<String, Object> client, Collection<String> topics,
      Consumer<ConsumerRecord<byte[], byte[]>> action) {
    settings.putAll(client);
    this.topics = topics;
    this.action = action;
    admin = Admin.create(settings);
    thread = Thread.ofPlatform().daemon().name("topic-reader").start(this::read);
  }

  public Admin admin() {
    return admin;
  }

  /** Whether all records that the topics contain now have been read. */
  public boolean isAtEnd() throws ExecutionException, InterruptedException {
    return ends(topics).entrySet().stream()
        .allMatch(end -> positions.getOrDefault(end.getKey(), -1L) >= end.getValue());
  }

  /** Whether a consumer group has committed all records that these topics contain now. */
  public boolean isCommitted(String group, Collection<String> ofTopics)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata().get();
    return ends(ofTopics).entrySet().stream().filter(end -> end.getValue() > 0).allMatch(
        end -> committed.get(end.getKey()) != null && committed.get(end.getKey()).offset() >= end.getValue());
  }

  /** The end offset of each partition. */
  public Map<TopicPartition, Long> ends(Collection<String> ofTopics) throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    partitions(ofTopics).forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin.listOffsets(latest).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  private List<TopicPartition> partitions(Collection<String> ofTopics) throws ExecutionException, InterruptedException {
    return admin.describeTopics(ofTopics).allTopicNames().get().values().stream()
        .flatMap(topic -> topic.partitions().stream().map(part -> new TopicPartition(topic.name(), part.partition())))
        .toList();
  }

  private void read() {
    List<TopicPartition> partitions = awaitTopics();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(),
        new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!closed) {
        consumer.poll(POLL).forEach(action);
        partitions.forEach(partition -> notePosition(consumer, partition));
      }
    }
  }

  private void notePosition(KafkaConsumer<?, ?> consumer, TopicPartition partition) {
    try {
      positions.put(partition, consumer.position(partition, Duration.ofMillis(500)));
    } catch (KafkaException kafkaIsAway) {
      // The next iteration asks again.
    }
  }

  /** Waits until all topics exist. */
  public List<TopicPartition> awaitTopics() {
    while (!closed) {
      try {
        return partitions(topics);
      } catch (ExecutionException notYet) {
        pause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        closed = true;
      }
    }
    return List.of();
  }

  private void pause() {
    try {
      Thread.sleep(Duration.ofMillis(100));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(2000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    admin.close(Duration.ZERO);
  }
}
