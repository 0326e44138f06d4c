package io.seatlock.rest;

import io.seatlock.payload.SeatName;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Proof;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code PATCH /locks}: asks to extend a lock, to transfer it to {@code newUserId}, or both. */
record ExtendRequest(@Nullable String venueId, @Nullable String row, @Nullable String seat,
    @Nullable List<@Nullable SeatName> seats, @Nullable String userId, @Nullable String lockId,
    @Nullable Long timeoutSeconds, @Nullable String newUserId) {

  SeatCommand.OfGroup command(LockLimits limits, Ownership ownership) {
    SeatGroup group = SeatName.group(venueId, row, seat, seats);
    Proof proof = ownership.proof(new Proof(userId, lockId));
    return newUserId == null
        ? new SeatCommand.Extend(group, proof, limits.timeout(timeoutSeconds))
        : new SeatCommand.Transfer(group, proof, ownership.user(newUserId),
            timeoutSeconds == null ? null : limits.timeout(timeoutSeconds));
  }
}
