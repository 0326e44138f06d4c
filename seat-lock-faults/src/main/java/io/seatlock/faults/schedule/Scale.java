package io.seatlock.faults.schedule;

/** How much of everything, as a share of the full run. */
public record Scale(double share) {

  public Scale {
    if (!(share > 0 && share <= 100)) {
      throw new IllegalArgumentException("faults.scale must be above 0 and at most 100; write e.g. 0.5");
    }
  }

  /** At least one. */
  int of(int count) {
    return (int) Math.max(1, Math.round(count * share));
  }
}
