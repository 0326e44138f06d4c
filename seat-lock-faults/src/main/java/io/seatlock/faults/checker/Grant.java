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
 * @param version the first known version, which is also the time of the grant in µs
 * @param lastVersion the last known version
 * @param deadline the deadline of the last version, ms since the epoch
 */
record Grant(String lockId, @Nullable String user, long version, long lastVersion, long deadline) {

  /** The lock on this seat that an answer describes; null if the answer describes none completely. */
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

  /**
   * The same lock with the earlier of two deadlines, because one of its extensions may have been lost. An extension can
   * also move the deadline closer.
   */
  Grant orExpiringAt(long otherDeadline) {
    return new Grant(lockId, user, version, lastVersion, Math.min(deadline, otherDeadline));
  }

  /**
   * Until when this lock certainly held the seat (µs): until its deadline, or until a call was sent that may have ended
   * it, or that may have moved the deadline without an event. A call that names neither user nor lockId may have ended
   * any lock.
   *
   * @param calls on the seat, by the time at which they were sent
   */
  long certainUntil(String seat, List<Call> calls) {
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

  /** A call without an answer may take effect at any time after it was sent. */
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
