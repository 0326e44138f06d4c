package io.seatlock.rest;

import io.seatlock.payload.SeatName;
import io.seatlock.seat.Proof;
import io.seatlock.seat.SeatGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of unlock, finalize and release: the seats, and the caller's proof. */
record HolderRequest(@Nullable String venueId, @Nullable String row, @Nullable String seat,
    @Nullable List<@Nullable SeatName> seats, @Nullable String userId, @Nullable String lockId) {

  static final HolderRequest NOTHING = new HolderRequest(null, null, null, null, null, null);

  SeatGroup group() {
    return SeatName.group(venueId, row, seat, seats);
  }

  Proof proof(Ownership ownership) {
    return ownership.proof(new Proof(userId, lockId));
  }
}
