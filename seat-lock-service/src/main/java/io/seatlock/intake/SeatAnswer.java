package io.seatlock.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.seatlock.seat.SeatState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The answer to {@code GET /seats/status}; tells who holds a seat, but never the secret lockId. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SeatAnswer(String seat, SeatState.Status status, @Nullable String lockedBy, @Nullable Instant expiresAt,
    long version) {

  static SeatAnswer of(SeatState state) {
    return new SeatAnswer(state.seat().row() + "-" + state.seat().seat(), state.status(), state.userId(),
        state.expiresAt(), state.version());
  }
}
