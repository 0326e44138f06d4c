package io.seatlock.relay.format;

import io.seatlock.seat.SeatId;
import io.seatlock.seat.Times;
import io.seatlock.store.outbox.OutboxEvent;

/** The JSON values of records about changes of seats. The fields are in the order of the contract. */
sealed interface ChangeValue {

  static ChangeValue of(OutboxEvent.Change change) {
    SeatId seat = change.seat();
    String at = Times.text(change.at());
    return switch (change) {
      case OutboxEvent.Locked locked -> new Locked(seat.venueId(), seat.row(), seat.seat(), locked.userId(), at,
          Times.text(locked.expiresAt()), locked.version());
      case OutboxEvent.Unlocked unlocked -> new Unlocked(seat.venueId(), seat.row(), seat.seat(), unlocked.reason(),
          unlocked.userId(), at, unlocked.version());
      case OutboxEvent.Finalized finalized -> new Finalized(seat.venueId(), seat.row(), seat.seat(),
          finalized.userId(), at, finalized.version());
    };
  }

  record Locked(String venueId, String row, String seat, String userId, String lockedAt, String expiresAt,
      long version) implements ChangeValue {}

  record Unlocked(String venueId, String row, String seat, String reason, String userId, String unlockedAt,
      long version) implements ChangeValue {}

  record Finalized(String venueId, String row, String seat, String userId, String finalizedAt, long version)
      implements ChangeValue {}
}
