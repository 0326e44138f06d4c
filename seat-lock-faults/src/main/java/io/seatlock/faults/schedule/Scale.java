package io.seatlock.faults.schedule;

/** The size of a run, as a share of the full run. */
public record Scale(double share) {

  public Scale {
    if (!(share > 0 && share <= 100)) {
      throw new IllegalArgumentException("faults.scale must be above 0 and at most 100; write e.g. 0.5");
    }
  }

  /** A number of the full run, scaled; at least 1. */
  int of(int count) {
    return (int) Math.max(1, Math.round(count * share));
  }
}
