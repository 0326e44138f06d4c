package io.seatlock.store;

import io.seatlock.seat.SeatsUnavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.stream.ByteRecord;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamReadOptions;

/**
 * The events of one partition that Kafka has not acknowledged yet, in the order of the changes. What
 * is in the stream is still to be sent; nothing else remembers where the relay stands.
 */
public final class Outbox {

  /** The id before all others. */
  public static final String START = "0-0";

  private final Partition partition;

  private final RedisConnectionFactory connections;

  private final BooleanSupplier mayBeSent;

  Outbox(Partition partition, RedisConnectionFactory connections) {
    this(partition, connections, () -> true);
  }

  /** @param mayBeSent whether this instance is known to reach the Kafka cluster to which the events belong */
  Outbox(Partition partition, RedisConnectionFactory connections, BooleanSupplier mayBeSent) {
    this.partition = partition;
    this.connections = connections;
    this.mayBeSent = mayBeSent;
  }

  public int partition() {
    return partition.number();
  }

  /**
   * Takes the lease of this partition's relay, or keeps it. Among the instances that ask, each partition has
   * a favourite, so that they share the work; a holder who is not the favourite gives way.
   *
   * @param duration how long it lasts from now, by Redis' clock
   * @param busy whether the owner has events under way, so that this is no moment to give way
   * @return whether the owner holds it now
   */
  public boolean lease(String owner, Duration duration, boolean busy) {
    return mayBeSent.getAsBoolean() && lease(owner, duration.toMillis(), busy) == 1;
  }

  /** Hands the lease back, if this owner holds it, so that another instance need not wait for its end. */
  public void handBack(String owner) {
    lease(owner, 0, false);
  }

  private long lease(String owner, long millis, boolean busy) {
    List<String> keys = List.of(partition.keys().lease(), partition.keys().instances());
    List<String> args = List.of(owner, String.valueOf(millis), String.valueOf(partition.number()), busy ? "1" : "0");
    return partition.call(new Frame("lease", keys, args)).number(2);
  }

  /**
   * Whether a fail-over of Redis keeps the events up to and including this one, as far as the durability mode
   * promises it. In fast mode the answer is yes, and Redis is not asked.
   */
  public boolean keeps(OutboxEntry last) {
    if (!partition.commit().replicates()) {
      return true;
    }
    try {
      return partition.call(new Frame("waits", List.of(), List.of(last.id())).asPromise()).number(2) == 1;
    } catch (SeatsUnavailable unconfirmed) {
      return false;
    }
  }

  /**
   * Forgets everything up to and including this entry.
   *
   * @return Redis' time
   */
  public Instant confirm(OutboxEntry last) {
    return partition.call(new Frame("confirm", List.of(), List.of(last.nextId()))).at();
  }

  public Backlog backlog() {
    Reply backlog = partition.call(new Frame("backlog", List.of(), List.of()));
    return new Backlog(backlog.number(2), Duration.ofMillis(backlog.number(3)));
  }

  /** Opens a connection of its own, since a blocking read holds up all others behind it. */
  public Reader reader() {
    return new Reader(connections.getConnection(), partition.keys().outbox().getBytes(StandardCharsets.UTF_8));
  }

  /** @param age of the oldest event, by Redis' clock; zero if there is none */
  public record Backlog(long events, Duration age) {}

  /** Reads the stream; for one thread. */
  public static final class Reader implements AutoCloseable {

    private final RedisConnection connection;

    private final byte[] stream;

    private Reader(RedisConnection connection, byte[] stream) {
      this.connection = connection;
      this.stream = stream;
    }

    /** The entries after this id, oldest first; waits for the first of them, but no longer than said. */
    @SuppressWarnings("unchecked") // one offset, no array that anybody sees
    public List<OutboxEntry> read(String after, int most, Duration wait) {
      List<ByteRecord> records = connection.streamCommands().xRead(
          StreamReadOptions.empty().count(most).block(wait), StreamOffset.create(stream, ReadOffset.from(after)));
      return records == null ? List.of() : records.stream().map(Reader::entry).toList();
    }

    @Override
    public void close() {
      connection.close();
    }

    private static OutboxEntry entry(ByteRecord record) {
      Map<String, String> fields = HashMap.newHashMap(8);
      record.getValue().forEach((name, value) -> fields.put(text(name), text(value)));
      return new OutboxEntry(record.getId().getValue(), fields);
    }

    private static String text(byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
