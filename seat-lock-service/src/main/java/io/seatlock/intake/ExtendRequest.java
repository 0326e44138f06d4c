package io.seatlock.intake;

import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Proof;
import io.seatlock.seat.SeatCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for more time: the body of {@code PATCH /locks}. */
record ExtendRequest(@Nullable String venueId, @Nullable String row, @Nullable String seat,
    @Nullable List<@Nullable SeatName> seats, @Nullable String userId, @Nullable String lockId,
    @Nullable Long timeoutSeconds) {

  SeatCommand.Extend command(LockLimits limits) {
    return new SeatCommand.Extend(SeatName.group(venueId, row, seat, seats), new Proof(userId, lockId),
        limits.timeout(timeoutSeconds));
  }
}
