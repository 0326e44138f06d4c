package io.seatlock.store.script;

import io.seatlock.seat.InvalidRequest;
import io.seatlock.seat.SeatId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names of all keys in Redis. With one partition these are the plain names of the contract. With several, each name
 * begins with the hash tag of its partition, so that one call of the script uses one slot of a Redis Cluster. The
 * installation's prefix, if there is one, comes first.
 */
public final class Keys {

  private final int partition;

  private final String prefix;

  private final String tag;

  public Keys(int partition, int partitions) {
    this("", partition, partitions);
  }

  /** @param prefix of the installation; must not contain braces, because they would form another hash tag */
  public Keys(String prefix, int partition, int partitions) {
    this.partition = partition;
    this.prefix = prefix;
    this.tag = prefix + (partitions == 1 ? "" : "{p" + partition + "}:");
  }

  /** The installation's prefix, with which all names begin; empty if none is configured. */
  String prefix() {
    return prefix;
  }

  /** The number of the partition. */
  public int partition() {
    return partition;
  }

  /** The keys that every call passes first, in this order: deadlines, outbox, identity. */
  public List<String> ofPartition() {
    return List.of(deadlines(), outbox(), identity());
  }

  /** Hash: one field for each seat, with its state as JSON. */
  public String seats(String venueId) {
    return seatsPrefix() + venueId;
  }

  /** The seat's field in the hash of its venue. */
  String field(SeatId seat) {
    return seat.field();
  }

  /** String: {@code 1}, with an expiry at the lock's deadline. */
  public String lock(SeatId seat) {
    return lock(seat.toString());
  }

  /**
   * @param name {@code venueId:row:seat}; any text, because the check also finds names that the service did not write
   */
  public String lock(String name) {
    return lockPrefix() + name;
  }

  /**
   * The beginning of all names of this partition: prefix and hash tag; empty if there is only one partition and no
   * prefix.
   */
  public String tag() {
    return tag;
  }

  /**
   * Beginning of the name of a sorted set for each user: the fields of the seats that the user holds in the venue, by
   * deadline (ms since the epoch). The script appends the user id.
   */
  public String holdingsPrefix(String venueId) {
    return tag + "seat-holdings:" + venueId + ":";
  }

  /**
   * Sorted set: names of the seats that a user holds in all venues of the partition, by deadline (ms since the epoch).
   */
  public String held(String user) {
    return tag + "seat-held:" + user;
  }

  /** String: the seats that the user's last best-available request in the venue locked, as JSON. */
  public String choice(String venueId, String user) {
    return tag + "seat-choice:" + venueId + ":" + user;
  }

  /** Sorted set: names of locked seats by deadline (ms since the epoch). */
  public String deadlines() {
    return tag + "seat-deadlines";
  }

  /** Hash: the generation of the venue's plan, and that of the draft that is being written. */
  public String plan(String venueId) {
    return tag + "seat-plan:" + venueId;
  }

  /** Hash: the field of each seat of the plan, with its index in the plan. */
  public String planSeats(String venueId, String generation) {
    return tag + "seat-plan-seats:" + venueId + ":" + generation;
  }

  /** String: two bits for each seat of the plan, at its index: 0 available, 1 locked, 2 sold. */
  public String occupancy(String venueId, String generation) {
    return tag + "seat-occupancy:" + venueId + ":" + generation;
  }

  /** Hash: the pieces of the plan's document by number, compressed and in Base64. */
  public String planDocument(String venueId, String generation) {
    return tag + "seat-plan-document:" + venueId + ":" + generation;
  }

  /** Sorted set: the venues with stored seats, by the time of the last scan for idle seats (ms since the epoch). */
  public String venues() {
    return tag + "seat-venues";
  }

  /** The beginning of the names of all {@link #seats}. */
  String seatsPrefix() {
    return tag + "seats:";
  }

  /** Stream: events that Kafka has not acknowledged yet. */
  public String outbox() {
    return tag + "seat-outbox";
  }

  /** Sorted set: the offsets of those requests of a source that were answered and may be delivered again. */
  public String answered(String source) {
    return tag + "seat-answered:" + source;
  }

  /** Stream: events that can't be sent, each with the reason, kept for the operator. */
  public String deadLetters() {
    return tag + "seat-outbox-dead";
  }

  /** String: the id of the instance that relays the outbox of this partition. */
  public String lease() {
    return tag + "seat-outbox-lease";
  }

  /** Keys on which the script's probe tests the rights of the Redis user. No venue can have such an id. */
  List<String> probes() {
    return List.of(seats(":probe"), lock(":probe"), holdingsPrefix(":probe"), tag + "seat-probe");
  }

  /**
   * Hash: the identity of the store, by which a store that was emptied, replaced or restored to an older state is
   * detected.
   */
  public String identity() {
    return tag + "seat-identity";
  }

  /**
   * String: in safe mode the mark of this writer's last call that had to be replicated.
   *
   * @param writer unique id; a writer sends one such call at a time
   */
  public String barrier(String writer) {
    return tag + "seat-barrier:" + writer;
  }

  /**
   * Sorted set: the instances that may relay this partition, by the time when each last asked for the lease (ms since
   * the epoch).
   */
  public String instances() {
    return tag + "seat-outbox-instances";
  }

  /** The seat of a lock key; null if the key is not the key of a lock in this partition. */
  @Nullable
  public SeatId seatOfLock(String key) {
    try {
      return key.startsWith(lockPrefix()) ? SeatId.parse(key.substring(lockPrefix().length())) : null;
    } catch (InvalidRequest foreign) {
      return null;
    }
  }

  private String lockPrefix() {
    return tag + "seatlock:";
  }
}
