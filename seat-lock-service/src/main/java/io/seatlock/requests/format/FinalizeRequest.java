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

/** Asks for a sale: the value of {@code seat.finalize}. */
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

  /** What a rejection may repeat: the lockId is a secret and never travels in an event. */
  FinalizeRequest withoutSecret() {
    return new FinalizeRequest(venueId, row, seat, seats, userId, null, requestId);
  }
}
