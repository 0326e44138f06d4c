package io.seatlock.embedded;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Poll for another process, which can only be polled. */
final class Poll {

  private static final Duration POLL = Duration.ofMillis(5);

  private Poll() {}

  /** True as soon as the condition holds; false if it did not within the limit. */
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
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for another process", e);
    }
  }
}
