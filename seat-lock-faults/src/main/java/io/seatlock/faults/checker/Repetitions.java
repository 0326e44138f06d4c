package io.seatlock.faults.checker;

import io.seatlock.faults.history.Call;
import io.seatlock.faults.history.SeatEvent;
import io.seatlock.faults.history.Times;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls that are answered as done although they change nothing. Whoever has unlocked, bought or released a seat may
 * repeat the call and gets the same answer without a second event, as long as nothing else has happened to the seat. So
 * neither an expired lock nor the lock of the next holder can be unlocked in this way.
 */
final class Repetitions {

  private final CheckedSeat seat;

  private final LockOwners owners;

  Repetitions(CheckedSeat seat, LockOwners owners) {
    this.seat = seat;
    this.owners = owners;
  }

  /**
   * Whether this call may be such a repetition: at some moment of the call the latest change of the seat was the same
   * operation by the same holder.
   */
  boolean mayBe(Call call) {
    return identifiesHolder(call) && latestChanges(call).stream()
        .anyMatch(event -> event.what() == ChangeEvents.kindOf(call) && owners.mayMatch(call, event));
  }

  /** A call without user and lockId identifies no holder, so it can't be a repetition. */
  static boolean identifiesHolder(Call call) {
    return call.user() != null || call.lockId() != null;
  }

  /**
   * The changes that may have been the latest one at some moment of the call: those during the call and the last one
   * before it. If a fail-over may have lost the latter, the change before it counts as well, and so on.
   */
  private List<SeatEvent> latestChanges(Call call) {
    List<SeatEvent> latest = new ArrayList<>(seat.events().between(call.sentAt(), call.answeredAt() + Times.SLACK));
    for (int i = seat.events().firstFrom(call.sentAt()) - 1; i >= 0; i--) {
      SeatEvent before = seat.events().changes().get(i);
      latest.add(before);
      if (!seat.mayHaveLost(before.version(), call.answeredAt())) {
        break;
      }
    }
    return latest;
  }
}
