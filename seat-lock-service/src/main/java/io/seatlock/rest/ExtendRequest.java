package io.seatlock.rest;

import io.seatlock.payload.SeatName;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Proof;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for more time, or hands a lock over to {@code newUserId}, or both: the body of {@code PATCH /locks}. */
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
