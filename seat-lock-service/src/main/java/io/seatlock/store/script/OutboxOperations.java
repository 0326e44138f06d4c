package io.seatlock.store.script;

import io.seatlock.seat.SeatsUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The outbox of one partition and the lease of its relay: lease.lua, waits.lua, confirm.lua, deadletter.lua and
 * backlog.lua. An event is identified by its id in the stream together with its fingerprint.
 */
public record OutboxOperations(Partition partition) {

  /**
   * Acquires or renews the lease. A duration of zero releases it.
   *
   * @param owner id of the instance
   * @param duration an instance that does not call again within this time counts as gone, by Redis' clock
   * @param busy whether the owner has events in flight, so that it should not give the lease away now
   * @return whether the owner holds the lease now
   */
  public boolean lease(String owner, Duration duration, boolean busy) {
    List<String> keys = List.of(partition.keys().lease(), partition.keys().instances());
    List<String> args = List.of(owner, String.valueOf(duration.toMillis()), String.valueOf(partition.number()),
        busy ? "1" : "0");
    return partition.call(new ScriptCommand("lease", keys, args)).number(2) == 1;
  }

  /**
   * Whether this event is still in the stream and enough replicas have it, and so all events before it. Also false if
   * that can't be confirmed now.
   */
  public boolean isReplicated(String id, String fingerprint) {
    try {
      return partition.call(new ScriptCommand("waits", List.of(), List.of(id, fingerprint)).asReplicated())
          .number(2) == 1;
    } catch (SeatsUnavailable unconfirmed) {
      return false;
    }
  }

  /**
   * Removes events that Kafka has acknowledged.
   *
   * @param ids of the events, in the order of the stream; at least one
   * @param fingerprint of the last of them; nothing is removed if the stored event has another one
   */
  public Removed confirm(List<String> ids, String fingerprint) {
    Reply reply = partition.call(new ScriptCommand("confirm", List.of(), List.of(fingerprint, String.join(" ", ids))));
    return new Removed(reply.at(), reply.number(2));
  }

  /** Moves an event to the dead letters of the partition, if it is still stored with this fingerprint. */
  public void moveToDeadLetters(String id, String fingerprint, String reason) {
    partition.call(
        new ScriptCommand("deadletter", List.of(partition.keys().deadLetters()), List.of(id, fingerprint, reason)));
  }

  public Backlog backlog() {
    Reply reply = partition.call(new ScriptCommand("backlog", List.of(partition.keys().deadLetters()), List.of()));
    return new Backlog(reply.number(2), Duration.ofMillis(reply.number(3)), reply.number(4), reply.texts(5).getFirst());
  }

  /**
   * @param at Redis' time
   * @param events number of removed events; 0 if the last one was not stored as expected
   */
  public record Removed(Instant at, long events) {}

  /**
   * @param events number of events in the stream
   * @param age of the oldest event by Redis' clock; zero if there is none
   * @param deadLetters number of dead letters; -1 if they can't be read
   * @param oldest id of the oldest event; empty if there is none
   */
  public record Backlog(long events, Duration age, long deadLetters, String oldest) {}
}
