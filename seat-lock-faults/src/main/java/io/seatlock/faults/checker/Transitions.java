package io.seatlock.faults.checker;

import io.seatlock.faults.findings.Finding;
import io.seatlock.faults.findings.Rule;
import io.seatlock.faults.history.SeatEvent;
import io.seatlock.faults.history.Times;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which change may follow which: locked, extended any number of times, then ended; sold, then released. */
final class Transitions {

  private Transitions() {}

  /** Why this event may not follow the one before it; null if it may. */
  static @Nullable Finding judge(@Nullable SeatEvent before, SeatEvent event) {
    return switch (before == null ? SeatEvent.What.UNLOCKED : before.what()) {
      case LOCKED -> ofLocked(Objects.requireNonNull(before), event);
      case FINALIZED -> ofSold(Objects.requireNonNull(before), event);
      case EXPIRED, UNLOCKED, RELEASED, REJECTED -> ofAvailable(before, event);
    };
  }

  /**
   * The lockedAt of a new lock agrees with its version. An extension keeps its older lockedAt, and may not follow here
   * because there is no lock to extend.
   */
  private static @Nullable Finding ofAvailable(@Nullable SeatEvent before, SeatEvent event) {
    boolean isNew = event.what() == SeatEvent.What.LOCKED
        && Times.micros(event.at()) >= event.version() - 1000 - Times.SLACK;
    return isNew ? null : order(before, event);
  }

  private static @Nullable Finding ofSold(SeatEvent before, SeatEvent event) {
    return event.what() == SeatEvent.What.RELEASED && isSameUser(before, event) ? null : order(before, event);
  }

  private static @Nullable Finding ofLocked(SeatEvent before, SeatEvent event) {
    if (!isSameUser(before, event)) {
      return order(before, event);
    }
    return switch (event.what()) {
      case LOCKED -> event.at() == before.at() ? alive(before, event) : order(before, event);
      case UNLOCKED, FINALIZED -> alive(before, event);
      case EXPIRED -> expired(before, event);
      case RELEASED, REJECTED -> order(before, event);
    };
  }

  private static @Nullable Finding alive(SeatEvent before, SeatEvent event) {
    return event.version() <= Times.micros(before.expiresAt()) + Times.SLACK
        ? null
        : finding(Rule.FOREIGN_OR_LATE, "%s: %s, but its deadline had been %s", event, before);
  }

  /**
   * None of the three times may be before the deadline: that in the value, that of the version (when Redis made the
   * change) and that of the record.
   */
  private static @Nullable Finding expired(SeatEvent before, SeatEvent event) {
    long deadline = before.expiresAt();
    if (event.at() < deadline || event.version() < Times.micros(deadline) || event.recordedAt() < deadline) {
      return finding(Rule.EARLY_EXPIRY, "%s: %s, before its deadline, which was %s", event, before);
    }
    return event.at() == deadline ? null : order(before, event);
  }

  private static boolean isSameUser(SeatEvent before, SeatEvent event) {
    return Objects.equals(before.user(), event.user());
  }

  private static Finding order(@Nullable SeatEvent before, SeatEvent event) {
    return finding(Rule.ORDER, "%s: %s came after %s", event, before);
  }

  private static Finding finding(Rule rule, String sentence, SeatEvent event, @Nullable SeatEvent before) {
    return new Finding(rule,
        String.format(Locale.ROOT, sentence, event.key(), event, before == null ? "nothing" : before));
  }
}
