package io.seatlock.testkit;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Waits for a condition, up to a time limit. A condition that throws counts as not yet true; only an
 * IllegalStateException ends the wait.
 */
public final class Await {

  private static final Duration POLL = Duration.ofMillis(10);

  private Await() {}

  /** Returns false if the condition does not become true in time. */
  public static boolean until(Duration limit, Callable<Boolean> question) {
    try {
      must("a condition", limit, question);
      return true;
    } catch (NotInTime notInTime) {
      return false;
    }
  }

  /** @throws IllegalStateException if the condition does not become true in time */
  public static void must(String what, Duration limit, Callable<Boolean> question) {
    try {
      await(what).pollInSameThread().pollDelay(Duration.ZERO).pollInterval(POLL).atMost(limit)
          .ignoreExceptionsMatching(failure -> !(failure instanceof IllegalStateException)).until(question);
    } catch (ConditionTimeoutException e) {
      throw new NotInTime("not within " + limit.toSeconds() + " s: " + what, e);
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

  private static final class NotInTime extends IllegalStateException {

    private static final long serialVersionUID = 1;

    NotInTime(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
