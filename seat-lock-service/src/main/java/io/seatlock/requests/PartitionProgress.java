package io.seatlock.requests;

import io.seatlock.seat.Request;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Tracks the answered and committed offsets of one partition of a request topic. */
final class PartitionProgress {

  private final String source;

  /** Offsets, and the bytes that each record keeps in memory. */
  private final NavigableMap<Long, Long> unanswered = new TreeMap<>();

  private long bytes;

  /** All below are in {@link #unanswered} or are answered. */
  private long next;

  /** Kafka has confirmed that no record below will be delivered again. */
  private long committed;

  /** @param start where reading begins */
  PartitionProgress(String source, long start) {
    this.source = source;
    this.next = start;
    this.committed = start;
  }

  /** @throws IllegalStateException if it was delivered before: the topic was recreated, or its end was lost */
  void take(long offset, long size) {
    if (offset < next) {
      throw new IllegalStateException("The offsets of " + source + " went back from " + next + " to " + offset);
    }
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

  /** Offsets may be left out: records of aborted transactions, and marks of transactions. */
  void advance(long position) {
    next = Math.max(next, position);
  }

  void committed(long offset) {
    committed = Math.max(committed, offset);
  }

  /** Everything below is answered. */
  long committable() {
    return unanswered.isEmpty() ? next : unanswered.firstKey();
  }

  boolean isCommitted() {
    return committable() <= committed;
  }

  long bytes() {
    return bytes;
  }

  /** Records between the first that may be delivered again and the last that was: the store remembers as many. */
  long window() {
    return next - committed;
  }
}
