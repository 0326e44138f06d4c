package io.seatlock.faults.rig;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waiting for what must become true, with a limit. */
public final class Await {

  private static final Duration POLL = Duration.ofMillis(10);

  private Await() {}

  /** False if it did not become true in time; a question that fails is a no. */
  public static boolean until(Duration limit, Callable<Boolean> question) {
    long end = System.nanoTime() + limit.toNanos();
    while (!isTrue(question)) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      sleep(POLL);
    }
    return true;
  }

  /** @throws IllegalStateException if it did not become true in time */
  public static void must(String what, Duration limit, Callable<Boolean> question) {
    if (!until(limit, question)) {
      throw new IllegalStateException("not within " + limit.toSeconds() + " s: " + what);
    }
  }

  public static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static boolean isTrue(Callable<Boolean> question) {
    try {
      return question.call();
    } catch (IllegalStateException e) {
      throw e;
    } catch (Exception noAnswer) {
      return false;
    }
  }
}
