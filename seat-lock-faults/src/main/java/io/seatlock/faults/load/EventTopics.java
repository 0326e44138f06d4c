package io.seatlock.faults.load;

import io.seatlock.faults.history.SeatEvent;
import io.seatlock.testkit.Await;
import io.seatlock.testkit.kafka.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the topics of the service: all events of a run, and how far the requests have been processed. */
public final class EventTopics implements AutoCloseable {

  private static final List<String> EVENTS = List.of("seat.locked", "seat.unlocked", "seat.finalized",
      "seat.lock.rejected", "seat.finalize.rejected");

  static final List<String> REQUESTS = List.of("seat.lock.requested", "seat.finalize");

  private static final List<String> DEAD = List.of("seat.lock.requested-dlt", "seat.finalize-dlt");

  static final String GROUP = "seat-lock-service";

  private final List<SeatEvent> events = new ArrayList<>();
  /** Ids of the requests that were rejected. */
  private final Set<String> rejected = ConcurrentHashMap.newKeySet();
  private final TopicReader reader;

  /** Starts reading. */
  public EventTopics(String bootstrapServers) {
    // Reads in large batches, so that the service gets the processor. Late reading does no harm: the time of a record
    // is its timestamp.
    reader = new TopicReader(Map.of("bootstrap.servers", bootstrapServers, "max.poll.records", 2000, "client.id",
        "faults", "fetch.min.bytes", 1 << 20, "fetch.max.wait.ms", 100), EVENTS, this::keep);
  }

  private void keep(ConsumerRecord<byte[], byte[]> record) {
    synchronized (events) {
      events.add(EventParser.event(record));
    }
    EventParser.requestId(record).ifPresent(rejected::add);
  }

  /** The events up to now. Complete only after {@link #awaitEnd}. */
  public List<SeatEvent> events() {
    synchronized (events) {
      return List.copyOf(events);
    }
  }

  Set<String> rejected() {
    return rejected;
  }

  /** Waits until all records that the topics contain now have been read. */
  public void awaitEnd(Duration limit) {
    Await.must("the topics are read to their end", limit, reader::isAtEnd);
  }

  /** Waits until the services have committed every request that is in Kafka. */
  public void awaitRequestsCommitted(Duration limit) {
    Await.must("every request is committed", limit, () -> reader.isCommitted(GROUP, REQUESTS));
  }

  /** Number of records in the dead-letter topics. The rig sends only valid requests, so there should be none. */
  public long deadLetters() throws ExecutionException, InterruptedException {
    return reader.ends(DEAD).values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void close() {
    reader.close();
  }
}
