package io.seatlock.faults.checker;

import io.seatlock.faults.history.Call;
import io.seatlock.faults.history.Operation;
import io.seatlock.faults.history.Times;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One lock of one seat, as it was answered to its owner.
 *
 * @param version the first that is known; when it was granted, in µs
 * @param lastVersion the last that is known
 * @param deadline the one that belongs to the last version, ms since the epoch
 */
record Grant(String lockId, @Nullable String user, long version, long lastVersion, long deadline) {

  /** The lock on this seat that an answer describes; null if the answer lacks a part of it. */
  static @Nullable Grant of(Call call, String seat) {
    String lockId = call.answer().lockId();
    boolean grants = call.operation() == Operation.LOCK || call.operation() == Operation.EXTEND;
    if (!grants || !call.isDone() || lockId == null || call.deadlineOf(seat) == 0) {
      return null;
    }
    long version = call.versionOf(seat);
    return new Grant(lockId, call.user(), version, version, call.deadlineOf(seat));
  }

  Grant and(Grant other) {
    Grant later = other.lastVersion > lastVersion ? other : this;
    return new Grant(lockId, user == null ? other.user : user, Math.min(version, other.version), later.lastVersion,
        later.deadline);
  }

  /** The same lock, of which an extension may or may not have been lost: an extension can bring the end closer. */
  Grant orUntil(long otherDeadline) {
    return new Grant(lockId, user, version, lastVersion, Math.min(deadline, otherDeadline));
  }

  /**
   * Up to when it surely held (µs): to its deadline, or to the moment when anybody sent what may have ended it,
   * or what may have moved the deadline without an event. Who asked without showing whose lock is meant may have
   * ended any.
   *
   * @param calls on the seat, by the time at which they were sent
   */
  long surelyUntil(String seat, List<Call> calls) {
    long until = Times.micros(deadline);
    for (Call call : calls) {
      if (call.sentAt() >= until) {
        return until;
      }
      if (mayEnd(seat, call)) {
        return Math.max(version, call.sentAt());
      }
    }
    return until;
  }

  private boolean mayEnd(String seat, Call call) {
    boolean ends = switch (call.operation()) {
      case UNLOCK, FINALIZE -> call.isDone();
      case EXTEND -> call.isDone() && call.deadlineOf(seat) == 0;
      case LOCK, RELEASE, READ -> false;
    };
    return mayConcern(call) && ((ends && call.answeredAt() >= version) || isUnknownEnd(call));
  }

  /** It may still happen at any time after it was sent. */
  private static boolean isUnknownEnd(Call call) {
    return call.isUnknown() && call.operation() != Operation.LOCK && call.operation() != Operation.READ;
  }

  private boolean mayConcern(Call call) {
    return call.lockId() == null
        ? call.user() == null || user == null || call.user().equals(user)
        : Objects.equals(call.lockId(), lockId);
  }

  @Override
  public String toString() {
    return "the lock of " + user + " (version " + version + ", " + Times.text(version) + "; deadline "
        + Times.textOfMillis(deadline) + ")";
  }
}
