package io.seatlock.faults.findings;

import java.util.Arrays;
import java.util.Locale;

/**
 * How late something was, for example the record of an expiry in Kafka after the lock's deadline.
 *
 * @param number of values. The other components are in ms, and 0 if there was no value
 */
public record Lateness(int number, long p50, long p99, long worst) {

  /** @param millis the values, in any order */
  public static Lateness of(long[] millis) {
    if (millis.length == 0) {
      return new Lateness(0, 0, 0, 0);
    }
    long[] sorted = millis.clone();
    Arrays.sort(sorted);
    return new Lateness(sorted.length, at(sorted, 0.50), at(sorted, 0.99), sorted[sorted.length - 1]);
  }

  private static long at(long[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d expiries, late by p50 %d ms, p99 %d ms, worst %d ms", number, p50, p99,
        worst);
  }
}
