package io.seatlock.store.outbox;

import io.seatlock.store.script.OutboxOperations;
import io.seatlock.store.script.Partition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.stream.ByteRecord;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamReadOptions;

/**
 * The events of one partition that Kafka has not acknowledged yet, in the order of the changes. The stream contains
 * exactly the events that are still to be sent, so no read position is stored.
 */
public final class Outbox {

  /** The id before all others. */
  public static final String START = "0-0";

  private final Partition partition;

  private final OutboxOperations operations;

  private final RedisConnectionFactory connections;

  private final BooleanSupplier mayBeSent;

  private final OldestEvent oldest = new OldestEvent();

  public Outbox(Partition partition, RedisConnectionFactory connections) {
    this(partition, connections, () -> true);
  }

  /** @param mayBeSent whether this instance's Kafka cluster is known to be the one to which the store's events go */
  public Outbox(Partition partition, RedisConnectionFactory connections, BooleanSupplier mayBeSent) {
    this.partition = partition;
    this.operations = new OutboxOperations(partition);
    this.connections = connections;
    this.mayBeSent = mayBeSent;
  }

  public int partition() {
    return partition.number();
  }

  /**
   * Acquires or renews the relay lease of this partition. For each partition one of the active instances is preferred,
   * so that they share the work. A holder that is not the preferred one gives the lease to it.
   *
   * @param owner id of the instance
   * @param duration an instance that does not ask again within this time counts as gone, by Redis' clock
   * @param busy whether the owner has events in flight, so that it should not give the lease away now
   * @return whether the owner holds the lease now
   * @throws io.seatlock.seat.SeatsUnavailable if Redis did not answer in time
   */
  public boolean lease(String owner, Duration duration, boolean busy) {
    return mayBeSent.getAsBoolean() && operations.lease(owner, duration, busy);
  }

  /** Releases the lease, if this owner holds it, so that another instance need not wait until it expires. */
  public void handBack(String owner) {
    operations.lease(owner, Duration.ZERO, false);
  }

  /**
   * Whether the events up to and including this one are replicated. In fast mode this is always true, without a call to
   * Redis.
   */
  public boolean isReplicated(OutboxEntry last) {
    return !partition.commit().replicates() || operations.isReplicated(last.id(), last.fingerprint());
  }

  /**
   * Removes exactly these events from the stream.
   *
   * @param acknowledged by Kafka; at least one, in any order
   * @return the number of removed events. It is 0 if the last event is not stored as it was read: then a fail-over has
   *     replaced the stream, which must be read again from its beginning
   */
  public Confirmation confirm(List<OutboxEntry> acknowledged) {
    List<OutboxEntry> inOrder = acknowledged.stream().sorted(OutboxEntry.IN_ORDER).toList();
    OutboxOperations.Removed removed = operations.confirm(inOrder.stream().map(OutboxEntry::id).toList(),
        inOrder.getLast().fingerprint());
    return new Confirmation(removed.at(), removed.events());
  }

  /** Moves an event that can't be sent from the stream to the dead letters, where it is kept for the operator. */
  public void moveToDeadLetters(OutboxEntry entry, String reason) {
    operations.moveToDeadLetters(entry.id(), entry.fingerprint(), reason);
  }

  /**
   * Reads the number and the age of the waiting events.
   *
   * @throws io.seatlock.seat.SeatsUnavailable if Redis did not answer in time
   */
  public Backlog backlog() {
    OutboxOperations.Backlog backlog = operations.backlog();
    return new Backlog(backlog.events(), oldest.age(backlog.oldest(), backlog.age()), backlog.deadLetters());
  }

  /** How long a {@link Reader} may wait for events. It is so short that Redis answers before the command times out. */
  public Duration longestWait() {
    return partition.commit().timeouts().blockingRead();
  }

  /** Opens its own connection, since a blocking read blocks all later commands on the connection. */
  public Reader reader() {
    return new Reader(connections.getConnection(), partition.keys().outbox().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @param at Redis' time
   * @param removed number of events
   */
  public record Confirmation(Instant at, long removed) {}

  /**
   * @param age of the oldest event; zero if there is none
   * @param deadLetters number of events that can't be sent and wait for the operator; -1 if they can't be read
   */
  public record Backlog(long events, Duration age, long deadLetters) {}

  /** Reads the stream. Used by one thread. */
  public static final class Reader implements AutoCloseable {

    private final RedisConnection connection;

    private final byte[] stream;

    private Reader(RedisConnection connection, byte[] stream) {
      this.connection = connection;
      this.stream = stream;
    }

    /**
     * The entries after this id, oldest first. If there are none, waits for the first one.
     *
     * @param most upper limit for the number of entries
     * @param wait the longest wait; then the result is empty
     */
    @SuppressWarnings("unchecked") // one offset, so no generic array is exposed
    public List<OutboxEntry> read(String after, int most, Duration wait) {
      List<ByteRecord> records = connection.streamCommands().xRead(
          StreamReadOptions.empty().count(most).block(wait), StreamOffset.create(stream, ReadOffset.from(after)));
      return records == null ? List.of() : records.stream().map(Reader::entry).toList();
    }

    /**
     * The entries after one that was read before and left in the stream.
     *
     * @param most upper limit for the number of entries
     * @param wait the longest wait if there are none
     * @return null if the known entry is not stored as it was read. Then unread entries may have lower ids, too
     */
    public @Nullable List<OutboxEntry> readBehind(OutboxEntry known, int most, Duration wait) {
      List<OutboxEntry> entries = from(known, most);
      if (entries.size() == 1 && entries.getFirst().equals(known)) {
        // The reply may come from a server that took over during the wait, so it is not used.
        var _ = read(known.id(), 1, wait);
        entries = from(known, most);
      }
      return entries.isEmpty() || !entries.getFirst().equals(known) ? null : entries.subList(1, entries.size());
    }

    /** The entry itself and those after it. */
    private List<OutboxEntry> from(OutboxEntry known, int most) {
      List<ByteRecord> records = connection.streamCommands().xRange(stream,
          Range.of(Range.Bound.inclusive(known.id()), Range.Bound.unbounded()), Limit.limit().count(most + 1));
      return records == null ? List.of() : records.stream().map(Reader::entry).toList();
    }

    @Override
    public void close() {
      connection.close();
    }

    private static OutboxEntry entry(ByteRecord record) {
      return OutboxEntry.read(record.getId().getValue(), record.getValue());
    }
  }
}
