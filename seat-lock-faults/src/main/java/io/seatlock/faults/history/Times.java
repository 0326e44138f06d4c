package io.seatlock.faults.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Converts times. Those of calls and versions are in µs since the epoch, those of deadlines and records in ms. */
public final class Times {

  /**
   * How far a version may be ahead of the clock, in µs. All commands of one script call have the same time, and each
   * further change of the same seat gets the next higher version.
   */
  public static final long SLACK = 1000;

  private Times() {}

  /** µs since the epoch, by the clock of the machine, which is also the one that Redis' TIME shows. */
  public static long now() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
  }

  public static long micros(long millis) {
    return millis * 1000;
  }

  public static String text(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString().substring(11);
  }

  public static String textOfMillis(long millis) {
    return text(micros(millis));
  }
}
