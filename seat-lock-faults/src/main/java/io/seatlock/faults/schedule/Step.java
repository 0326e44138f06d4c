package io.seatlock.faults.schedule;

import io.seatlock.faults.system.SystemUnderTest;

/**
 * One thing that happens.
 *
 * @param at ms after the start of the schedule; later if the step before takes longer
 * @param what for people; holds everything that was drawn from the seed
 */
public record Step(long at, String what, Act act) {

  /** Does it to the processes and links of a run. */
  @FunctionalInterface
  public interface Act {

    void on(SystemUnderTest system) throws Exception;
  }

  @Override
  public String toString() {
    return "%7.2f s  %s".formatted(at / 1000.0, what);
  }
}
