package io.seatlock.faults.checker;

import io.seatlock.faults.findings.Rule;
import io.seatlock.faults.history.Call;
import io.seatlock.faults.history.SeatEvent;
import io.seatlock.faults.history.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every unlock, sale and release that was answered as done has an event of its own between its sending and its answer,
 * or repeats an earlier call. The answers hold no version, so calls and events are matched in such a way that as many
 * calls as possible get an event.
 */
final class ChangeEvents {

  private final CheckedSeat seat;

  private final LockOwners owners;

  private final Repetitions repetitions;

  private final Map<Long, Call> matched = new HashMap<>();

  private ChangeEvents(CheckedSeat seat, LockOwners owners) {
    this.seat = seat;
    this.owners = owners;
    repetitions = new Repetitions(seat, owners);
  }

  /** @return the call that made each event, by the event's version */
  static Map<Long, Call> judge(CheckedSeat seat, LockOwners owners) {
    ChangeEvents changeEvents = new ChangeEvents(seat, owners);
    List<Call> calls = new ArrayList<>(seat.calls());
    calls.removeIf(call -> !call.isDone() || kindOf(call) == null);
    // Calls that can't be repetitions come first, because they need an event. A repetition can do without one.
    calls.sort(Comparator.comparing(Repetitions::identifiesHolder).thenComparingLong(Call::answeredAt));
    List<Call> unmatched = new ArrayList<>(calls);
    unmatched.removeIf(call -> changeEvents.match(call, new HashSet<>()));
    unmatched.forEach(changeEvents::judgeUnmatched);
    return changeEvents.matched;
  }

  static SeatEvent.@Nullable What kindOf(Call call) {
    return switch (call.operation()) {
      case UNLOCK -> SeatEvent.What.UNLOCKED;
      case FINALIZE -> SeatEvent.What.FINALIZED;
      case RELEASE -> SeatEvent.What.RELEASED;
      case LOCK, EXTEND, READ -> null;
    };
  }

  /**
   * Finds an event for the call. An event of another call is taken from it if that call finds a different one
   * (augmenting path).
   */
  private boolean match(Call call, Set<Long> tried) {
    for (SeatEvent event : candidates(call)) {
      if (owners.mayMatch(call, event) && tried.add(event.version())) {
        Call other = matched.get(event.version());
        if (other == null || match(other, tried)) {
          matched.put(event.version(), call);
          return true;
        }
      }
    }
    return false;
  }

  private List<SeatEvent> candidates(Call call) {
    List<SeatEvent> events = new ArrayList<>(
        seat.events().between(call.sentAt() - Times.SLACK, call.answeredAt() + Times.SLACK));
    events.removeIf(event -> event.what() != kindOf(call));
    return events;
  }

  private void judgeUnmatched(Call call) {
    if (repetitions.mayBe(call)) {
      return;
    }
    List<SeatEvent> foreign = candidates(call);
    foreign.removeIf(event -> matched.containsKey(event.version()));
    if (!foreign.isEmpty()) {
      matched.put(foreign.getFirst().version(), call);
      seat.broken(Rule.FOREIGN_OR_LATE, "%s was done by %s", foreign.getFirst(), call);
    } else if (!seat.mayLose(call)) {
      seat.broken(Rule.LOST_EVENT, "%s was answered as done, and there is no event of it at that time", call);
    }
  }
}
