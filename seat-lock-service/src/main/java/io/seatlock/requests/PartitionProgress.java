package io.seatlock.requests;

import io.seatlock.seat.Request;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Tracks the answered and committed offsets of one partition of a request topic. */
final class PartitionProgress {

  private final String source;

  /** The offsets of unanswered records, each with the bytes that the record occupies in memory. */
  private final NavigableMap<Long, Long> unanswered = new TreeMap<>();

  private long bytes;

  /** The offset after the last one taken: every record below it is either in {@link #unanswered} or answered. */
  private long next;

  /** The committed offset: Kafka will deliver no record below it again. */
  private long committed;

  /**
   * Whether a record was taken. Before that, a lower offset is valid: if the committed offset is beyond the end of the
   * partition, the consumer resets its position to the earliest record.
   */
  private boolean begun;

  /** @param start the offset at which reading begins */
  PartitionProgress(String source, long start) {
    this.source = source;
    this.next = start;
    this.committed = start;
  }

  /** @throws IllegalStateException if the offset was taken before: the topic was recreated or truncated */
  void take(long offset, long size) {
    if (offset < next) {
      if (begun) {
        throw new IllegalStateException("The offsets of " + source + " went back from " + next + " to " + offset);
      }
      // Lower offsets than before are committed from now on.
      committed = offset;
    }
    begun = true;
    unanswered.put(offset, size);
    bytes += size;
    next = offset + 1;
  }

  Request.Position position(long offset) {
    return new Request.Position(source, offset, committed);
  }

  void answered(long offset) {
    Long size = unanswered.remove(offset);
    bytes -= size == null ? 0 : size;
  }

  /** Continues at this position. Offsets may be skipped: those of aborted transactions and of transaction markers. */
  void advance(long position) {
    next = Math.max(next, position);
  }

  void committed(long offset) {
    committed = Math.max(committed, offset);
  }

  /** The offset to commit: every record below it is answered. */
  long committable() {
    return unanswered.isEmpty() ? next : unanswered.firstKey();
  }

  boolean isCommitted() {
    return committable() <= committed;
  }

  long bytes() {
    return bytes;
  }

  /**
   * The number of offsets from the committed one to the last one taken. The store remembers the answered ones among
   * them.
   */
  long window() {
    return next - committed;
  }
}
