package io.seatlock.faults.checker;

import io.seatlock.faults.history.FailOver;
import java.util.List;

/**
 * What the checker has to know about a run.
 *
 * @param failOvers of Redis
 * @param safe whether the service waited for replicas (mode <i>safe</i>). Then no answered or published change may be
 *     lost; only a status read may have shown a change that a fail-over has lost
 * @param drainedAt every deadline before this time must have an event (µs since the epoch); 0 if the topics were read
 *     before all events were there
 */
public record Circumstances(List<FailOver> failOvers, boolean safe, long drainedAt) {

  boolean mayLose(long time) {
    return mayLose(time, time);
  }

  /** Whether a change made between these times may be lost after it was answered or published. */
  boolean mayLose(long from, long to) {
    return !safe && mayLoseAfterRead(from, to);
  }

  /** Whether a change made at this time may be lost after a status read has shown it. */
  boolean mayLoseAfterRead(long time) {
    return mayLoseAfterRead(time, time);
  }

  /** Whether a published change of this time may have been lost before a later change was made. */
  boolean mayHaveLost(long time, long later) {
    return !safe && failOvers.stream().anyMatch(each -> each.mayLose(time, time) && later >= each.cutAt());
  }

  private boolean mayLoseAfterRead(long from, long to) {
    for (FailOver failOver : failOvers) {
      if (failOver.mayLose(from, to)) {
        return true;
      }
    }
    return false;
  }
}
