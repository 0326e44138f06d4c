package io.seatlock.benchmark.load;

import java.util.Arrays;

/** A set of measured durations and its percentiles. */
public final class Durations {

  private static final double NANOS_PER_MILLI = 1e6;

  /** Tolerance, because a percentage like 99.9 has no exact binary representation. */
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

  /** The percentile in ms: the shortest duration that this percentage of all durations does not exceed. */
  public double millis(double percent) {
    int place = (int) Math.ceil(percent * sorted.length / 100 - ROUNDING) - 1;
    return sorted[Math.clamp(place, 0, sorted.length - 1)] / NANOS_PER_MILLI;
  }
}
