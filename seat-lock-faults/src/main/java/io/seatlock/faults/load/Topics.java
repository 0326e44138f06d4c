package io.seatlock.faults.load;

import static java.util.Map.entry;

import io.seatlock.faults.proof.SeatEvent;
import io.seatlock.faults.rig.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads every record of every topic, from the first on, and keeps it. */
public final class Topics implements AutoCloseable {

  private static final List<String> EVENTS = List.of("seat.locked", "seat.unlocked", "seat.finalized",
      "seat.lock.rejected", "seat.finalize.rejected");

  static final List<String> REQUESTS = List.of("seat.lock.requested", "seat.finalize");

  private static final List<String> DEAD = List.of("seat.lock.requested-dlt", "seat.finalize-dlt");

  static final String GROUP = "seat-lock-service";

  private final Map<String, Object> settings;

  private final Admin admin;

  private final List<SeatEvent> events = new ArrayList<>();

  /** Of the requests that were rejected. */
  private final Set<String> rejected = ConcurrentHashMap.newKeySet();

  private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();

  private final Thread reader;

  private volatile boolean closed;

  public Topics(String bootstrapServers) {
    settings = Map.ofEntries(entry("bootstrap.servers", bootstrapServers), entry("enable.auto.commit", "false"),
        entry("auto.offset.reset", "earliest"), entry("reconnect.backoff.max.ms", 300),
        entry("metadata.max.age.ms", 1000), entry("request.timeout.ms", 5000), entry("default.api.timeout.ms", 10_000),
        entry("max.poll.records", 2000), entry("client.id", "faults"),
        // Whoever looks must not take the cores from what is looked at. When a record came, its timestamp tells.
        entry("fetch.min.bytes", 1 << 20), entry("fetch.max.wait.ms", 100));
    admin = Admin.create(settings);
    reader = Thread.ofPlatform().daemon().name("topics").start(this::readOn);
  }

  /** What was announced up to now. Complete only after {@link #awaitEnd}. */
  public List<SeatEvent> events() {
    synchronized (events) {
      return List.copyOf(events);
    }
  }

  Set<String> rejected() {
    return rejected;
  }

  /** Waits until all that is in the topics now has been read. */
  public void awaitEnd(Duration limit) {
    Await.must("the topics are read to their end", limit,
        () -> ends(EVENTS).entrySet().stream()
            .allMatch(end -> positions.getOrDefault(end.getKey(), -1L) >= end.getValue()));
  }

  /** Waits until the services have committed every request that is in Kafka. */
  public void awaitRequestsServed(Duration limit) {
    Await.must("every request is served", limit, this::isServed);
  }

  /** Records that the services could not read; the rig sends none of these. */
  public long deadLetters() throws ExecutionException, InterruptedException {
    return ends(DEAD).values().stream().mapToLong(Long::longValue).sum();
  }

  private boolean isServed() throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(GROUP)
        .partitionsToOffsetAndMetadata().get();
    return ends(REQUESTS).entrySet().stream().filter(end -> end.getValue() > 0).allMatch(
        end -> committed.get(end.getKey()) != null && committed.get(end.getKey()).offset() >= end.getValue());
  }

  private Map<TopicPartition, Long> ends(Collection<String> topics) throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    partitions(topics).forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin.listOffsets(latest).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  private List<TopicPartition> partitions(Collection<String> topics) throws ExecutionException, InterruptedException {
    return admin.describeTopics(topics).allTopicNames().get().values().stream()
        .flatMap(topic -> topic.partitions().stream().map(part -> new TopicPartition(topic.name(), part.partition())))
        .toList();
  }

  private void readOn() {
    List<TopicPartition> partitions = awaitTopics();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(),
        new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!closed) {
        consumer.poll(Duration.ofMillis(50)).forEach(this::keep);
        partitions.forEach(partition -> notePosition(consumer, partition));
      }
    }
  }

  private void keep(ConsumerRecord<byte[], byte[]> record) {
    synchronized (events) {
      events.add(Records.event(record));
    }
    Records.requestId(record).ifPresent(rejected::add);
  }

  private void notePosition(KafkaConsumer<?, ?> consumer, TopicPartition partition) {
    try {
      positions.put(partition, consumer.position(partition, Duration.ofMillis(500)));
    } catch (KafkaException kafkaIsAway) {
      // Asked again in the next round.
    }
  }

  /** The services create them, some time after Kafka is there. */
  private List<TopicPartition> awaitTopics() {
    List<TopicPartition> found = new ArrayList<>();
    while (found.isEmpty() && !closed) {
      try {
        found.addAll(partitions(EVENTS));
      } catch (ExecutionException notYet) {
        Await.sleep(Duration.ofMillis(100));
      } catch (InterruptedException e) {
        closed = true;
      }
    }
    return found;
  }

  @Override
  public void close() {
    closed = true;
    try {
      reader.join(3000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    admin.close(Duration.ZERO);
  }
}
