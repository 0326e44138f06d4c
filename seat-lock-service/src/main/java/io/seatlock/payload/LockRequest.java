package io.seatlock.payload;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.seatlock.seat.IdRules;
import io.seatlock.seat.LockIds;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Request;
import io.seatlock.seat.SeatCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /locks} and the value of {@code seat.lock.requested}: asks for a lock. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LockRequest(@Nullable String venueId, @Nullable String row, @Nullable String seat,
    @Nullable List<@Nullable SeatName> seats, @Nullable String userId, @Nullable Long timeoutSeconds,
    @Nullable String requestId) {

  /** A copy with this user in place of the one in the request. */
  public LockRequest forUser(@Nullable String user) {
    return new LockRequest(venueId, row, seat, seats, user, timeoutSeconds, requestId);
  }

  public SeatCommand.Lock command(LockLimits limits, @Nullable Request request) {
    var _ = IdRules.optionalText("requestId", requestId);
    return new SeatCommand.Lock(SeatName.group(venueId, row, seat, seats), userId, limits.timeout(timeoutSeconds),
        LockIds.next(), request);
  }
}
