package io.seatlock.faults.load;

import io.seatlock.faults.history.Answer;
import io.seatlock.faults.history.Call;
import io.seatlock.faults.history.History;
import io.seatlock.faults.history.Operation;
import io.seatlock.faults.history.SeatEvent.What;
import io.seatlock.faults.history.Times;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends requests over Kafka. While Kafka is unavailable they are queued, and sent later. Thread-safe. */
final class KafkaRequests implements AutoCloseable {

  /** The number under which these calls are recorded; no client has it. */
  private static final int CLIENT = -1;

  private final History history;

  private final LoadStatistics statistics;

  private final KafkaProducer<byte[], byte[]> producer;

  private final AtomicInteger numbers = new AtomicInteger();

  private final Map<String, SentRequest> requests = new ConcurrentHashMap<>();

  KafkaRequests(String bootstrapServers, History history, LoadStatistics statistics) {
    this.history = history;
    this.statistics = statistics;
    producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 5, "acks", "all",
        "delivery.timeout.ms", 180_000, "request.timeout.ms", 5000, "max.block.ms", 60_000,
        "reconnect.backoff.max.ms", 300, "metadata.recovery.strategy", "none"), new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** A request that was sent. Each lock request has a user of its own, so that its event can be recognised. */
  record SentRequest(Operation operation, Set<String> seats, String user) {

    /** Identifies the event that one of the seats gets if the request succeeds. */
    String event(String seat) {
      return (operation == Operation.LOCK ? What.LOCKED : What.FINALIZED) + seat + user;
    }
  }

  /**
   * Loads the metadata of the topics; to be called while Kafka is available, because a producer without metadata blocks
   * its callers. With the recovery strategy <i>none</i> the producer keeps the metadata; with <i>rebootstrap</i> it
   * would discard them when no broker is reachable.
   */
  void loadTopicMetadata() {
    EventTopics.REQUESTS.forEach(producer::partitionsFor);
  }

  void lock(List<Place> places, int seconds) {
    String id = "k" + numbers.incrementAndGet();
    String value = Place.json(places) + ",\"userId\":\"" + id + "\",\"timeoutSeconds\":" + seconds
        + ",\"requestId\":\"" + id + "\"}";
    send(Operation.LOCK, "seat.lock.requested", places, id, null, id, value);
  }

  void sell(List<Place> places, String user, @Nullable String lockId) {
    String id = "f" + numbers.incrementAndGet();
    String secret = lockId == null ? "" : ",\"lockId\":\"" + lockId + "\"";
    String value = Place.json(places) + ",\"userId\":\"" + user + "\"" + secret + ",\"requestId\":\"" + id + "\"}";
    send(Operation.FINALIZE, "seat.finalize", places, user, lockId, id, value);
  }

  /** Records the answer as unknown, because only the topics show the result. */
  private void send(Operation operation, String topic, List<Place> places, String user, @Nullable String lockId,
      String id, String value) {
    List<String> seats = Place.keys(places);
    requests.put(id, new SentRequest(operation, Set.copyOf(seats), user));
    long sentAt = Times.now();
    var _ = producer.send(new ProducerRecord<>(topic, bytes(seats.getFirst()), bytes(value)));
    history.add(new Call(CLIENT, operation, seats, user, lockId, sentAt, Times.now(), Answer.unknown()));
    statistics.noteSent();
  }

  /** All requests by their requestId. */
  Map<String, SentRequest> sentRequests() {
    return requests;
  }

  /** Returns when Kafka has acknowledged all requests. */
  void flush() {
    producer.flush();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
