package io.seatlock.faults.checker;

import io.seatlock.faults.history.Call;
import io.seatlock.faults.history.SeatEvent;
import io.seatlock.faults.history.Times;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls that are answered as done although they change nothing. Whoever unlocked, bought or released a seat may ask
 * again and is answered as the first time, without a second event, for as long as nothing else has happened to the
 * seat. So a lock that ended by time can't be unlocked any more, nor can what the next holder has.
 */
final class Repetitions {

  private final CheckedSeat seat;

  private final LockOwners owners;

  Repetitions(CheckedSeat seat, LockOwners owners) {
    this.seat = seat;
    this.owners = owners;
  }

  /** Whether at some moment of the call the latest change of the seat was the one that this caller asks for again. */
  boolean mayBe(Call call) {
    return showsSomething(call) && latestChanges(call).stream()
        .anyMatch(event -> event.what() == ChangeEvents.kindOf(call) && owners.mayBeMeant(call, event));
  }

  /** Who shows nothing is nobody in particular. */
  static boolean showsSomething(Call call) {
    return call.user() != null || call.lockId() != null;
  }

  /**
   * The changes of which each may be the latest at some moment of the call: those during it, and the one before it.
   * If a fail-over may have lost that one, also the one that it followed.
   */
  private List<SeatEvent> latestChanges(Call call) {
    List<SeatEvent> latest = new ArrayList<>(seat.life().between(call.sentAt(), call.answeredAt() + Times.SLACK));
    for (int i = seat.life().firstFrom(call.sentAt()) - 1; i >= 0; i--) {
      SeatEvent before = seat.life().changes().get(i);
      latest.add(before);
      if (!seat.mayHaveLost(before.version(), call.answeredAt())) {
        break;
      }
    }
    return latest;
  }
}
