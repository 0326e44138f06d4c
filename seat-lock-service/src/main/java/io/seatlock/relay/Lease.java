package io.seatlock.relay;

import io.seatlock.store.outbox.Outbox;
import java.time.Duration;

/** Acquires and renews the relay lease of one partition for this instance. Used by one thread. */
final class Lease {

  /**
   * Longest interval between two attempts to acquire the lease, so that the lease of a dead holder is soon taken over.
   */
  private static final Duration LONGEST_REST = Duration.ofMillis(300);

  /**
   * Longest interval between two renewals. After Redis' clock was set back, an instance counts as gone until its next
   * renewal, so renewals must be frequent.
   */
  private static final Duration LONGEST_RENEWAL = Duration.ofMillis(600);

  private final Outbox outbox;

  private final String owner;

  private final Duration duration;

  private boolean held;

  /** When the lease was last requested, {@link System#nanoTime()}. */
  private long askedAt;

  /** @param duration after this time without a renewal the lease may be taken over, by Redis' clock */
  Lease(Outbox outbox, String owner, Duration duration) {
    this.outbox = outbox;
    this.owner = owner;
    this.duration = duration;
  }

  Duration duration() {
    return duration;
  }

  /** Whether the lease was held after the last request. */
  boolean isHeld() {
    return held;
  }

  /**
   * Acquires the lease, or renews it if a renewal is due. So it is renewed a few times within its duration, not before
   * every read.
   *
   * @param busy whether events are in flight
   * @return whether the lease is held
   * @throws io.seatlock.seat.SeatsUnavailable if Redis did not answer; then it counts as not held
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
