package io.seatlock.benchmark.load;

import java.util.Arrays;

/** How long many things took. */
public final class Durations {

  private static final double NANOS_PER_MILLI = 1e6;

  /** 99.9 has no exact binary form. */
  private static final double ROUNDING = 1e-6;

  private final long[] sorted;

  private Durations(long[] sorted) {
    this.sorted = sorted;
  }

  public static Durations ofNanos(long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Durations(sorted);
  }

  public int count() {
    return sorted.length;
  }

  /** The shortest time in ms that so many percent did not exceed. */
  public double millis(double percent) {
    int place = (int) Math.ceil(percent * sorted.length / 100 - ROUNDING) - 1;
    return sorted[Math.clamp(place, 0, sorted.length - 1)] / NANOS_PER_MILLI;
  }
}
