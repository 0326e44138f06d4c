package io.seatlock;

import static org.awaitility.Awaitility.await;

import io.seatlock.testkit.kafka.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A team on the other side of Kafka: sends requests and keeps every record that the service wrote. */
final class RealKafka implements AutoCloseable {

  static final List<String> REQUESTS = List.of("seat.lock.requested", "seat.finalize");

  static final List<String> EVENTS = List.of("seat.locked", "seat.unlocked", "seat.finalized", "seat.lock.rejected",
      "seat.finalize.rejected", "seat.lock.requested-dlt", "seat.finalize-dlt");

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<String, Object> settings;
  /** By topic, partition and offset. */
  private final Map<String, Event> read = new ConcurrentHashMap<>();
  private final TopicReader reader;

  RealKafka(String bootstrapServers) {
    this(Map.of("bootstrap.servers", bootstrapServers));
  }

  /** @param client how to find it, and how to log in */
  RealKafka(Map<String, Object> client) {
    settings = new HashMap<>(Map.of("max.request.size", 8_000_000, "reconnect.backoff.max.ms", 200,
        "metadata.max.age.ms", 1000, "request.timeout.ms", 5000, "max.block.ms", 20_000, "linger.ms", 20));
    settings.putAll(client);
    reader = new TopicReader(client, EVENTS, record -> read.put(
        record.topic() + "/" + record.partition() + "/" + record.offset(), Event.of(record)));
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
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
    return reader.admin();
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
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).ignoreExceptions().until(reader::isAtEnd);
    return read.values().stream()
        .sorted(Comparator.comparing(Event::topic).thenComparingInt(Event::partition).thenComparingLong(Event::offset))
        .toList();
  }

  /** Waits until the service has dealt with every request that was sent. */
  void awaitRequestsServed() {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).ignoreExceptions()
        .until(() -> reader.isCommitted("seat-lock-service", REQUESTS));
  }

  /** The service creates them, some time after Kafka is there. */
  List<TopicPartition> awaitTopics() {
    return reader.awaitTopics();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    reader.close();
  }
}
