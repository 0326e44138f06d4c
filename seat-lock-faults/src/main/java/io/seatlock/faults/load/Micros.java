package io.seatlock.faults.load;

import java.time.Instant;

/** The wall clock of the machine, which is also the one that Redis' TIME shows. */
public final class Micros {

  private Micros() {}

  /** µs since the epoch. */
  public static long now() {
    return of(Instant.now());
  }

  static long of(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1000;
  }
}
