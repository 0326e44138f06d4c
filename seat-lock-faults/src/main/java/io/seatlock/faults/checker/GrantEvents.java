package io.seatlock.faults.checker;

import io.seatlock.faults.findings.Rule;
import io.seatlock.faults.history.Call;
import io.seatlock.faults.history.Operation;
import io.seatlock.faults.history.SeatEvent;
import io.seatlock.faults.history.Times;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** Each lock and extension that a caller was granted has an event with the same version and content. */
final class GrantEvents {

  private final CheckedSeat seat;

  private final Set<Long> missing = new HashSet<>();

  private GrantEvents(CheckedSeat seat) {
    this.seat = seat;
  }

  static void judge(CheckedSeat seat) {
    GrantEvents grants = new GrantEvents(seat);
    for (Call call : seat.calls()) {
      if (call.isDone() && (call.operation() == Operation.LOCK || call.operation() == Operation.EXTEND)) {
        grants.judge(call);
      }
    }
    grants.countLost();
  }

  private void judge(Call call) {
    long version = call.versionOf(seat.name());
    if (version == 0) {
      seat.broken(Rule.PARTLY_GRANTED, "missing in the answer to %s", call);
      return;
    }
    SeatEvent event = seat.events().at(version);
    if (event == null) {
      judgeMissing(call, version);
    } else {
      judge(call, event);
    }
  }

  private void judgeMissing(Call call, long version) {
    if (missing.add(version) && !seat.mayLose(version)) {
      seat.broken(Rule.LOST_EVENT, "version %d (%s) was the answer to %s, and there is no event of it", version,
          Times.text(version), call);
    }
  }

  private void judge(Call call, SeatEvent event) {
    long deadline = call.deadlineOf(seat.name());
    boolean same = event.what() == SeatEvent.What.LOCKED && (deadline == 0 || deadline == event.expiresAt());
    if (!same || event.version() > call.answeredAt() + Times.SLACK) {
      seat.broken(Rule.WRONG_ANSWER, "%s differs from the deadline %s in the answer to %s", event,
          Times.textOfMillis(deadline), call);
    } else if (isForeignUser(call, event) || isForeignLockId(call)) {
      seat.broken(Rule.FOREIGN_OR_LATE, "%s was the answer to %s", event, call);
    } else if (call.operation() == Operation.EXTEND && event.version() < call.sentAt()) {
      seat.broken(Rule.WRONG_ANSWER, "%s is older than the extension %s", event, call);
    }
  }

  private static boolean isForeignUser(Call call, SeatEvent event) {
    return call.user() != null && !Objects.equals(call.user(), event.user());
  }

  private boolean isForeignLockId(Call call) {
    String granted = call.answer().lockId();
    return call.lockId() != null && call.seats().getFirst().equals(seat.name()) && !call.lockId().equals(granted);
  }

  /**
   * Counts grants that a fail-over may have lost: their event is missing, or it contradicts what came after the
   * fail-over.
   */
  private void countLost() {
    seat.findings().grants(seat.grants().size());
    seat.findings().lostByFailOver(seat.grants().values().stream().map(Grant::version)
        .filter(version -> seat.mayLose(version) && (missing.contains(version) || seat.events().isLost(version)))
        .count());
  }
}
