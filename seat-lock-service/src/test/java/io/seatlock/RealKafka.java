package io.seatlock;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A team on the other side of Kafka: sends requests and keeps every record that the service wrote. */
final class RealKafka implements AutoCloseable {

  static final List<String> REQUESTS = List.of("seat.lock.requested", "seat.finalize");

  static final List<String> EVENTS = List.of("seat.locked", "seat.unlocked", "seat.finalized", "seat.lock.rejected",
      "seat.finalize.rejected", "seat.lock.requested-dlt", "seat.finalize-dlt");

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Admin admin;

  private final KafkaProducer<byte[], byte[]> producer;

  private final Map<String, Object> settings;

  /** By topic, partition and offset, so that reading a record twice does no harm. */
  private final Map<String, Event> read = new ConcurrentHashMap<>();

  private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();

  private final Thread reader;

  private volatile boolean closed;

  RealKafka(String bootstrapServers) {
    this(Map.of("bootstrap.servers", bootstrapServers));
  }

  /** @param client how to find it, and how to log in */
  RealKafka(Map<String, Object> client) {
    settings = new HashMap<>(Map.of("max.request.size", 8_000_000,
        "enable.auto.commit", "false", "auto.offset.reset", "earliest", "reconnect.backoff.max.ms", 200,
        "metadata.max.age.ms", 1000, "request.timeout.ms", 5000, "default.api.timeout.ms", 10_000, "max.block.ms",
        20_000, "linger.ms", 20));
    settings.putAll(client);
    admin = Admin.create(settings);
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    reader = Thread.ofPlatform().daemon().name("test-topic-reader").start(this::readOn);
  }

  RecordMetadata send(String topic, @Nullable String key, @Nullable String value) {
    return send(topic, key, value == null ? null : bytes(value), null);
  }

  /** All in one batch, so that one poll brings them all. */
  void sendTogether(String topic, String key, String... values) {
    for (String value : values) {
      var _ = producer.send(new ProducerRecord<>(topic, bytes(key), bytes(value)));
    }
    producer.flush();
  }

  RecordMetadata send(String topic, @Nullable String key, byte @Nullable [] value, @Nullable Long timestamp) {
    try {
      return producer.send(new ProducerRecord<>(topic, null, timestamp, key == null ? null : bytes(key), value))
          .get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("Kafka did not take a record for " + topic, e);
    }
  }

  /** By a sender that can change its mind. */
  void sendInTransaction(boolean commit, String topic, String key, String... values) {
    Map<String, Object> transactional = new HashMap<>(settings);
    transactional.put("transactional.id", "sender-" + System.nanoTime());
    try (KafkaProducer<byte[], byte[]> sender = new KafkaProducer<>(transactional, new ByteArraySerializer(),
        new ByteArraySerializer())) {
      sender.initTransactions();
      sender.beginTransaction();
      for (String value : values) {
        var _ = sender.send(new ProducerRecord<>(topic, bytes(key), bytes(value)));
      }
      sender.flush();
      if (commit) {
        sender.commitTransaction();
      } else {
        sender.abortTransaction();
      }
    }
  }

  Admin admin() {
    return admin;
  }

  /**
   * What was announced about a venue up to now, by topic, partition and offset. Call it when the outbox
   * is empty: it waits until all that is in Kafka is read.
   */
  List<Event> events(String venue) {
    return all().stream().filter(event -> !event.isDead() && isAbout(venue, event.key())).toList();
  }

  /** What was sent under the key of a venue and could not be read. */
  List<Event> deadLetters(String venue) {
    return all().stream().filter(event -> event.isDead() && isAbout(venue, event.key())).toList();
  }

  private static boolean isAbout(String venue, @Nullable String key) {
    return key != null && (key.equals(venue) || key.startsWith(venue + ":"));
  }

  List<Event> all() {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).ignoreExceptions().until(this::isAtEnd);
    return read.values().stream()
        .sorted(Comparator.comparing(Event::topic).thenComparingInt(Event::partition).thenComparingLong(Event::offset))
        .toList();
  }

  /** Waits until the service has dealt with every request that was sent. */
  void awaitRequestsServed() {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).ignoreExceptions().until(this::isServed);
  }

  private boolean isServed() throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets("seat-lock-service")
        .partitionsToOffsetAndMetadata().get();
    return ends(REQUESTS).entrySet().stream().filter(end -> end.getValue() > 0).allMatch(
        end -> committed.get(end.getKey()) != null && committed.get(end.getKey()).offset() >= end.getValue());
  }

  private boolean isAtEnd() throws ExecutionException, InterruptedException {
    return ends(EVENTS).entrySet().stream()
        .allMatch(end -> positions.getOrDefault(end.getKey(), -1L) >= end.getValue());
  }

  private Map<TopicPartition, Long> ends(Collection<String> topics) throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest = new ConcurrentHashMap<>();
    for (TopicPartition partition : partitions(topics)) {
      latest.put(partition, OffsetSpec.latest());
    }
    Map<TopicPartition, Long> ends = new ConcurrentHashMap<>();
    admin.listOffsets(latest).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  private List<TopicPartition> partitions(Collection<String> topics) throws ExecutionException, InterruptedException {
    return admin.describeTopics(topics).allTopicNames().get().values().stream()
        .flatMap(topic -> topic.partitions().stream().map(part -> new TopicPartition(topic.name(), part.partition())))
        .toList();
  }

  private void readOn() {
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(),
        new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = awaitTopics();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!closed) {
        consumer.poll(Duration.ofMillis(50)).forEach(
            found -> read.put(found.topic() + "/" + found.partition() + "/" + found.offset(), Event.of(found)));
        partitions.forEach(partition -> notePosition(consumer, partition));
      }
    }
  }

  private void notePosition(KafkaConsumer<?, ?> consumer, TopicPartition partition) {
    try {
      positions.put(partition, consumer.position(partition, Duration.ofMillis(500)));
    } catch (TimeoutException kafkaIsAway) {
      // Asked again in the next round.
    }
  }

  /** The service creates them, some time after Kafka is there. */
  List<TopicPartition> awaitTopics() {
    return await().forever().pollInterval(Duration.ofMillis(100)).ignoreExceptions()
        .until(() -> closed ? List.of() : partitions(EVENTS), Objects::nonNull);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    closed = true;
    producer.close(Duration.ZERO);
    try {
      reader.join(2000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    admin.close(Duration.ZERO);
  }
}
