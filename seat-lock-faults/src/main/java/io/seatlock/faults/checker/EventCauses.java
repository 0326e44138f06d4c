package io.seatlock.faults.checker;

import io.seatlock.faults.findings.Rule;
import io.seatlock.faults.history.Call;
import io.seatlock.faults.history.Operation;
import io.seatlock.faults.history.SeatEvent;
import io.seatlock.faults.history.Times;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Every event has a cause: an answered call, an earlier call without an answer, or a deadline. The service may also
 * have undone a lock whose call got no answer (mode <i>safe</i>).
 */
final class EventCauses {

  private final CheckedSeat seat;

  private final LockOwners owners;

  private final List<Call> unknown;

  private final Set<Long> answered = new HashSet<>();

  private EventCauses(CheckedSeat seat, LockOwners owners) {
    this.seat = seat;
    this.owners = owners;
    this.unknown = seat.calls().stream().filter(Call::isUnknown).toList();
    seat.calls().stream().filter(call -> call.isDone() && isGrant(call))
        .forEach(call -> answered.add(call.versionOf(seat.name())));
  }

  /**
   * @param matched the versions of the events that answered calls have made
   * @param groups receives each lock event that only one call explains, if that call locked several seats
   */
  static void judge(CheckedSeat seat, LockOwners owners, Set<Long> matched, BiConsumer<Call, SeatEvent> groups) {
    EventCauses causes = new EventCauses(seat, owners);
    for (SeatEvent event : seat.events().changes()) {
      if (event.what() != SeatEvent.What.EXPIRED && !matched.contains(event.version())
          && !causes.answered.contains(event.version())) {
        causes.judge(event, groups);
      }
    }
  }

  private void judge(SeatEvent event, BiConsumer<Call, SeatEvent> groups) {
    List<Call> reasons = unknown.stream().takeWhile(call -> call.sentAt() <= event.version() + Times.SLACK)
        .filter(call -> mayHaveDone(call, event)).limit(2).toList();
    if (reasons.isEmpty()) {
      seat.broken(Rule.UNEXPLAINED_EVENT, "no call and no deadline explains %s", event);
    } else if (reasons.size() == 1 && isGroupLock(reasons.getFirst(), event)) {
      groups.accept(reasons.getFirst(), event);
    }
  }

  private static boolean isGroupLock(Call call, SeatEvent event) {
    return event.what() == SeatEvent.What.LOCKED && call.operation() == Operation.LOCK && call.seats().size() > 1;
  }

  private boolean mayHaveDone(Call call, SeatEvent event) {
    return switch (event.what()) {
      case LOCKED -> isGrant(call) && owners.mayMatch(call, event);
      case UNLOCKED -> (call.operation() == Operation.UNLOCK && owners.mayMatch(call, event))
          || (call.operation() == Operation.LOCK && Objects.equals(call.user(), event.user()));
      case FINALIZED, RELEASED -> ChangeEvents.kindOf(call) == event.what() && owners.mayMatch(call, event);
      case EXPIRED, REJECTED -> true;
    };
  }

  private static boolean isGrant(Call call) {
    return call.operation() == Operation.LOCK || call.operation() == Operation.EXTEND;
  }
}
