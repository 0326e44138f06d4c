package io.seatlock.faults.proof;

import java.util.List;

/**
 * What the checker has to know about a run.
 *
 * @param failOvers when acknowledged changes may be lost
 * @param drainedAt every deadline before this time must have been announced (µs since the epoch); 0 if
 *     the topics were read before all was announced
 */
public record Circumstances(List<FailOver> failOvers, long drainedAt) {

  /** Nothing may be lost, and nothing is known about the deadlines that passed last. */
  public static Circumstances calm() {
    return new Circumstances(List.of(), 0);
  }

  boolean mayLose(long time) {
    return mayLose(time, time);
  }

  /** Whether a change made between these times may be lost. */
  boolean mayLose(long from, long to) {
    for (FailOver failOver : failOvers) {
      if (failOver.mayLose(from, to)) {
        return true;
      }
    }
    return false;
  }
}
