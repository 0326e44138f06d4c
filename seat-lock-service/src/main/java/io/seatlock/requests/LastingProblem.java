package io.seatlock.requests;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A condition that is reported as a problem only if it lasts longer than a given time. Thread-safe for one writer. */
final class LastingProblem {

  private volatile @Nullable Problem begun;

  /** @param now {@link System#nanoTime()} */
  void begins(String reason, long now) {
    Problem earlier = begun;
    begun = new Problem(reason, earlier == null ? now : earlier.since());
  }

  void ends() {
    begun = null;
  }

  boolean isActive() {
    return begun != null;
  }

  /** The latest reason, if the condition has lasted at least this long; else null. */
  @Nullable
  String after(Duration atLeast, long now) {
    Problem current = begun;
    return current == null || now - current.since() < atLeast.toNanos() ? null : current.reason();
  }

  private record Problem(String reason, long since) {}
}
