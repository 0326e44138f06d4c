package io.seatlock.relay;

import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.outbox.Outbox;
import io.seatlock.store.outbox.OutboxEntry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves events that can't be sent to the dead letters, so that they do not block others. Logs when the first dead
 * letter appears and when none are left. Used by one thread.
 */
final class OutboxDeadLetters {

  private static final Logger log = LoggerFactory.getLogger(OutboxDeadLetters.class);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(30);

  private final Outbox outbox;

  /** Whether dead letters are known, so that further ones are not logged. */
  private boolean hasDeadLetters;

  /** {@link System#nanoTime()}. */
  private long nextLook = System.nanoTime();

  /** Whether an event could not be moved. */
  private boolean hasUnmoved;

  /** {@link System#nanoTime()}; valid only while {@link #hasUnmoved}. */
  private long nextTry;

  OutboxDeadLetters(Outbox outbox) {
    this.outbox = outbox;
  }

  /**
   * Moves an event to the dead letters.
   *
   * @return false if Redis refused that, so that the event stays in the outbox; moving it is retried later
   */
  boolean add(OutboxEntry entry, String reason) {
    try {
      outbox.moveToDeadLetters(entry, reason);
      begin("Event " + entry.id() + " of the outbox can't be sent (" + reason + ") and was moved to the dead letters");
      return true;
    } catch (SeatsUnavailable refused) {
      if (!hasUnmoved) {
        log.error("Event {} of the outbox can't be sent ({}), and can't be moved to the dead letters. {}", entry.id(),
            reason, refused.getMessage());
      }
      hasUnmoved = true;
      nextTry = System.nanoTime() + BEFORE_NEXT_TRY.toNanos();
      return false;
    }
  }

  /** Whether the events that could not be moved must be retried now. Returns true once for each retry. */
  boolean isRetryDue() {
    boolean due = hasUnmoved && System.nanoTime() - nextTry > 0;
    hasUnmoved = hasUnmoved && !due;
    return due;
  }

  /** Checks from time to time whether the operator has removed the dead letters, and logs that. */
  void logIfEmptied() {
    long now = System.nanoTime();
    if (now - nextLook < 0) {
      return;
    }
    nextLook = now + BETWEEN_LOOKS.toNanos();
    long count = outbox.backlog().deadLetters();
    if (count > 0) {
      begin(count + " events of the outbox can't be sent and are among the dead letters");
    } else if (count == 0 && hasDeadLetters) {
      hasDeadLetters = false;
      log.info("No dead letters of the outbox are left in partition {}", outbox.partition());
    }
  }

  private void begin(String what) {
    if (!hasDeadLetters) {
      hasDeadLetters = true;
      log.error("{} of partition {}. Further ones are not logged; the check shows all of them, docs/operations.md says "
          + "what to do", what, outbox.partition());
    }
  }
}
