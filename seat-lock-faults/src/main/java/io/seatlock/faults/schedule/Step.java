package io.seatlock.faults.schedule;

import io.seatlock.faults.system.SystemUnderTest;

/**
 * One thing that happens.
 *
 * @param at planned time, ms after the start of the schedule; slow steps delay all later ones
 * @param what description; contains everything that was drawn from the seed
 */
public record Step(long at, String what, Action action) {

  /** What the step does to the processes and links of a run. */
  @FunctionalInterface
  public interface Action {

    void on(SystemUnderTest system) throws Exception;
  }

  @Override
  public String toString() {
    return "%7.2f s  %s".formatted(at / 1000.0, what);
  }
}
