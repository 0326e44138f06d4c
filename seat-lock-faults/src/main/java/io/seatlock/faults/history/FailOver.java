package io.seatlock.faults.history;

import java.time.Duration;

/**
 * A moment at which Redis may have lost changes that it had acknowledged: a primary was replaced, or it came back with
 * an older append-only file.
 *
 * @param cutAt when the old primary was cut off or killed, µs since the epoch
 * @param servedAgainAt when the new primary served and the old one certainly no longer did, µs since the epoch
 * @param bound how long before the cut a lost change may have been acknowledged
 */
public record FailOver(long cutAt, long servedAgainAt, Duration bound) {

  /** Whether a change made between these times (µs since the epoch) may be lost. */
  public boolean mayLose(long from, long to) {
    return to >= cutAt - bound.toNanos() / 1000 && from <= servedAgainAt;
  }
}
