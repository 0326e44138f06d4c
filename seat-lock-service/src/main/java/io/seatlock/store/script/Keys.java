package io.seatlock.store.script;

import io.seatlock.seat.InvalidRequest;
import io.seatlock.seat.SeatId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every name in Redis. With one partition they are the plain names of the contract; with more, each
 * carries the hash tag of its partition, so that one script call touches one slot of a Redis Cluster. Before
 * both stands the prefix of the installation, if it has one.
 */
public final class Keys {

  private final int partition;

  private final String prefix;

  private final String tag;

  public Keys(int partition, int partitions) {
    this("", partition, partitions);
  }

  /** @param prefix without braces: the only hash tag is the partition's */
  public Keys(String prefix, int partition, int partitions) {
    this.partition = partition;
    this.prefix = prefix;
    this.tag = prefix + (partitions == 1 ? "" : "{p" + partition + "}:");
  }

  /** What the names of all partitions begin with; empty unless another installation shares the Redis. */
  String prefix() {
    return prefix;
  }

  /** The number of the partition. */
  public int partition() {
    return partition;
  }

  /** The keys of every call, in their order. */
  public List<String> ofPartition() {
    return List.of(deadlines(), outbox(), identity());
  }

  /** Hash: one field a seat, its state as JSON. */
  public String seats(String venueId) {
    return seatsPrefix() + venueId;
  }

  /** The seat's field in the hash of its venue. */
  String field(SeatId seat) {
    return seat.field();
  }

  /** String "1" that Redis expires at the deadline. */
  public String lock(SeatId seat) {
    return lock(seat.toString());
  }

  /** @param name of the seat, or of what somebody else wrote among the seats */
  public String lock(String name) {
    return lockPrefix() + name;
  }

  /** What the names of this partition begin with; empty if there is only one and no prefix. */
  public String tag() {
    return tag;
  }

  /** Sorted set for each user: fields of the venue's hash by deadline; the user id is appended in the script. */
  public String holdingsPrefix(String venueId) {
    return tag + "seat-holdings:" + venueId + ":";
  }

  /** Sorted set: names of the seats that a user holds in all venues of the partition, by deadline. */
  public String held(String user) {
    return tag + "seat-held:" + user;
  }

  /** String: the seats that a user got last in a venue from a request for the best. */
  public String choice(String venueId, String user) {
    return tag + "seat-choice:" + venueId + ":" + user;
  }

  /** Sorted set: names of seats by deadline. */
  public String deadlines() {
    return tag + "seat-deadlines";
  }

  /** Hash: which plan the venue has, and which one is being written. */
  public String plan(String venueId) {
    return tag + "seat-plan:" + venueId;
  }

  /** Hash: fields of the venue's seats, each with its index in the plan. */
  public String planSeats(String venueId, String generation) {
    return tag + "seat-plan-seats:" + venueId + ":" + generation;
  }

  /** String: two bits for each seat of the plan, by its index. */
  public String occupancy(String venueId, String generation) {
    return tag + "seat-occupancy:" + venueId + ":" + generation;
  }

  /** Hash: the pieces of the document. */
  public String planDocument(String venueId, String generation) {
    return tag + "seat-plan-document:" + venueId + ":" + generation;
  }

  /** Sorted set: the venues that have seats, by the time when they were last looked through for idle seats. */
  public String venues() {
    return tag + "seat-venues";
  }

  /** What the names of all {@link #seats} begin with. */
  String seatsPrefix() {
    return tag + "seats:";
  }

  /** Stream: events that Kafka has not acknowledged yet. */
  public String outbox() {
    return tag + "seat-outbox";
  }

  /** Sorted set: the numbers of the requests of a source that were answered and may come again. */
  public String answered(String source) {
    return tag + "seat-answered:" + source;
  }

  /** Stream: events that can't be sent, each with the reason; for the operator. */
  public String deadLetters() {
    return tag + "seat-outbox-dead";
  }

  /** String: the instance that relays the outbox of this partition. */
  public String lease() {
    return tag + "seat-outbox-lease";
  }

  /** What the script's probe tries the user's rights on; no venue can have such a name. */
  List<String> probes() {
    return List.of(seats(":probe"), lock(":probe"), holdingsPrefix(":probe"), tag + "seat-probe");
  }

  /** Hash: what store this is, by which one that was emptied, replaced or set back is recognized. */
  public String identity() {
    return tag + "seat-identity";
  }

  /**
   * String: the mark of the last call whose changes this writer waited for in safe mode.
   *
   * @param writer whoever sends one such call at a time
   */
  public String barrier(String writer) {
    return tag + "seat-barrier:" + writer;
  }

  /** Sorted set: the instances that would relay this partition, by the time when each last asked. */
  public String instances() {
    return tag + "seat-outbox-instances";
  }

  /** The seat of an expired key, or null if the key is no lock of this partition. */
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
