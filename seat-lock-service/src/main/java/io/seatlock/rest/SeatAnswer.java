package io.seatlock.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.seatlock.seat.SeatState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code GET /seats/status}. It names the holder only to callers that may know it, and never contains the
 * secret lockId.
 *
 * @param expiresInSeconds whole seconds from the time of the read, by Redis' clock, to the deadline, rounded down; null
 *     unless the seat is locked and the caller may know it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SeatAnswer(String seat, SeatState.Status status, @Nullable String lockedBy, @Nullable Instant expiresAt,
    @Nullable Long expiresInSeconds, long version) {

  /** @param now the time of the read, by Redis' clock */
  static SeatAnswer of(SeatState state, Instant now, Ownership ownership) {
    boolean isVisible = ownership.sees(state.userId());
    Instant end = isVisible ? state.expiresAt() : null;
    return new SeatAnswer(state.seat().row() + "-" + state.seat().seat(), state.status(),
        isVisible ? state.userId() : null, end,
        end == null ? null : Duration.between(now, end).toSeconds(), state.version());
  }
}
