package io.seatlock.faults.load;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The wall clock of the machine, which is also the one that Redis' TIME shows. */
public final class Micros {

  private Micros() {}

  /** µs since the epoch. */
  public static long now() {
    return of(Instant.now());
  }

  /** The time of day. */
  static String text(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString().substring(11);
  }

  static long of(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1000;
  }
}
