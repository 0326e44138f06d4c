package io.seatlock.embedded;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for something in another process, which cannot notify this one, by asking again and again. */
final class Poll {

  private static final Duration INTERVAL = Duration.ofMillis(5);

  private Poll() {}

  /** Returns true as soon as the condition holds; false if it does not hold within the limit. */
  static boolean until(Duration limit, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      pause();
    }
    return true;
  }

  private static void pause() {
    try {
      Thread.sleep(INTERVAL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for another process", e);
    }
  }
}
