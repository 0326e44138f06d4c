package io.seatlock.relay;

import io.seatlock.store.outbox.Outbox;
import java.time.Duration;

/** Acquires and renews the relay lease of one partition for this instance. Used by one thread. */
final class Lease {

  /** Longest interval between two attempts to acquire it, so that a dead holder's lease is soon taken over. */
  private static final Duration LONGEST_REST = Duration.ofMillis(300);

  /** Between two renewals, for the same reason: after Redis' clock was set, presence is known by the next one. */
  private static final Duration LONGEST_RENEWAL = Duration.ofMillis(600);

  private final Outbox outbox;

  private final String owner;

  private final Duration duration;

  private boolean held;

  /** When it was last asked for, {@link System#nanoTime()}. */
  private long askedAt;

  /** @param duration how long it outlives its holder */
  Lease(Outbox outbox, String owner, Duration duration) {
    this.outbox = outbox;
    this.owner = owner;
    this.duration = duration;
  }

  Duration duration() {
    return duration;
  }

  /** Whether it was held when it was last asked for. */
  boolean isHeld() {
    return held;
  }

  /**
   * Renews it a few times in its life rather than before every read.
   *
   * @param busy whether events are under way
   * @return whether it is held
   */
  boolean keep(boolean busy) {
    long now = System.nanoTime();
    if (!held || now - askedAt > renewal().toNanos()) {
      held = false;
      held = outbox.lease(owner, duration, busy);
      askedAt = now;
    }
    return held;
  }

  Duration renewal() {
    return shorter(duration.dividedBy(5), LONGEST_RENEWAL);
  }

  Duration restBeforeAskingAgain() {
    return shorter(duration.dividedBy(10), LONGEST_REST);
  }

  void handBack() {
    held = false;
    outbox.handBack(owner);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
