package io.seatlock.requests.format;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.seatlock.payload.SeatName;
import io.seatlock.seat.IdRules;
import io.seatlock.seat.InvalidRequest;
import io.seatlock.seat.Proof;
import io.seatlock.seat.Request;
import io.seatlock.seat.SeatCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The value of a {@code seat.finalize} record: asks to sell locked seats. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FinalizeRequest(@Nullable String venueId, @Nullable String row, @Nullable String seat,
    @Nullable List<@Nullable SeatName> seats, @Nullable String userId, @Nullable String lockId,
    @Nullable String requestId) {

  SeatCommand.Finalize command(Request request) {
    var _ = IdRules.optionalText("requestId", requestId);
    if (userId == null) {
      throw new InvalidRequest("userId", "is missing; give the user who holds the seat");
    }
    return new SeatCommand.Finalize(SeatName.group(venueId, row, seat, seats), new Proof(userId, lockId), request);
  }

  /** The part that a rejection may contain: the lockId is a secret and never appears in an event. */
  FinalizeRequest withoutSecret() {
    return new FinalizeRequest(venueId, row, seat, seats, userId, null, requestId);
  }
}
