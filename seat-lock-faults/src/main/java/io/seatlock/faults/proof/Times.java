package io.seatlock.faults.proof;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The two units: calls and versions are µs since the epoch, deadlines and records ms. */
final class Times {

  /**
   * How far a version may be ahead of the clock, in µs: commands that reach Redis in one call happen at the
   * same instant, and each on the same seat takes the next version.
   */
  static final long SLACK = 1000;

  private Times() {}

  static long micros(long millis) {
    return millis * 1000;
  }

  static String text(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString().substring(11);
  }

  static String textOfMillis(long millis) {
    return text(micros(millis));
  }
}
