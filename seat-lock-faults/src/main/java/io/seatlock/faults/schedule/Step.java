package io.seatlock.faults.schedule;

/**
 * One thing that happens.
 *
 * @param at ms after the start of the schedule; later if the step before takes longer
 * @param what for people; holds everything that was drawn from the seed
 */
record Step(long at, String what, Act act) {

  /** Does it to the processes and links of a run. */
  @FunctionalInterface
  interface Act {

    void on(Stage stage) throws Exception;
  }

  @Override
  public String toString() {
    return "%7.2f s  %s".formatted(at / 1000.0, what);
  }
}
