package io.seatlock.requests;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A condition that counts as a problem only if it lasts for some time. */
final class LastingProblem {

  private volatile @Nullable Begun begun;

  /** @param now {@link System#nanoTime()} */
  void begins(String reason, long now) {
    Begun earlier = begun;
    begun = new Begun(reason, earlier == null ? now : earlier.since());
  }

  void ends() {
    begun = null;
  }

  boolean isThere() {
    return begun != null;
  }

  /** The latest reason, if it has gone on for this time; else null. */
  @Nullable
  String after(Duration patience, long now) {
    Begun current = begun;
    return current == null || now - current.since() < patience.toNanos() ? null : current.reason();
  }

  private record Begun(String reason, long since) {}
}
