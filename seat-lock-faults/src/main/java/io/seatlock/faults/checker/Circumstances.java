package io.seatlock.faults.checker;

import io.seatlock.faults.history.FailOver;
import java.util.List;

/**
 * What the checker has to know about a run.
 *
 * @param failOvers of Redis
 * @param safe whether the service waited for replicas: then what it answered or published may not be lost; only a status read
 *     may have shown what a fail-over has lost
 * @param drainedAt every deadline before this time must have been announced (µs since the epoch); 0 if
 *     the topics were read before all was announced
 */
public record Circumstances(List<FailOver> failOvers, boolean safe, long drainedAt) {

  boolean mayLose(long time) {
    return mayLose(time, time);
  }

  /** Whether a change made between these times may be lost after it was answered or published. */
  boolean mayLose(long from, long to) {
    return !safe && mayBeUndone(from, to);
  }

  /** Whether a change made at this time may be lost after a status read has shown it. */
  boolean mayBeUndone(long time) {
    return mayBeUndone(time, time);
  }

  /** Whether a change that was published may have been lost before another was made. */
  boolean mayHaveLost(long time, long later) {
    return !safe && failOvers.stream().anyMatch(each -> each.mayLose(time, time) && later >= each.cutAt());
  }

  private boolean mayBeUndone(long from, long to) {
    for (FailOver failOver : failOvers) {
      if (failOver.mayLose(from, to)) {
        return true;
      }
    }
    return false;
  }
}
