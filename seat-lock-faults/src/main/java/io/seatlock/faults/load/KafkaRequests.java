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

/** Requests over Kafka; for any number of threads. They wait while Kafka is away, and all of them are sent in the end. */
final class KafkaRequests implements AutoCloseable {

  /** Beside the numbers of the clients. */
  private static final int CLIENT = -1;

  private final History history;

  private final LoadStatistics statistics;

  private final KafkaProducer<byte[], byte[]> producer;

  private final AtomicInteger numbers = new AtomicInteger();

  private final Map<String, Asked> open = new ConcurrentHashMap<>();

  KafkaRequests(String bootstrapServers, History history, LoadStatistics statistics) {
    this.history = history;
    this.statistics = statistics;
    producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 5, "acks", "all",
        "delivery.timeout.ms", 180_000, "request.timeout.ms", 5000, "max.block.ms", 60_000,
        "reconnect.backoff.max.ms", 300, "metadata.recovery.strategy", "none"), new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** What was asked for; each lock by a user of its own, so that its answer can be recognised. */
  record Asked(Operation operation, Set<String> seats, String user) {

    /** What the topics say of one of the seats if it was done. */
    String event(String seat) {
      return (operation == Operation.LOCK ? What.LOCKED : What.FINALIZED) + seat + user;
    }
  }

  /**
   * To be called while Kafka is there: a producer that does not know a topic holds its callers until it does. What it
   * knows it keeps; otherwise (recovery strategy <i>rebootstrap</i>) it would forget it with the last broker.
   */
  void meetTopics() {
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

  /** The topics will show the result, so the answer is unknown. */
  private void send(Operation operation, String topic, List<Place> places, String user, @Nullable String lockId,
      String id, String value) {
    List<String> seats = Place.keys(places);
    open.put(id, new Asked(operation, Set.copyOf(seats), user));
    long sentAt = Times.now();
    var _ = producer.send(new ProducerRecord<>(topic, bytes(seats.getFirst()), bytes(value)));
    history.add(new Call(CLIENT, operation, seats, user, lockId, sentAt, Times.now(), Answer.unknown()));
    statistics.noteSent();
  }

  /** By request id: what was asked for. */
  Map<String, Asked> asked() {
    return open;
  }

  /** Returns when Kafka has all of them. */
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
