package io.seatlock.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.seatlock.seat.SeatState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code GET /seats/status}; tells who holds a seat to those who may know, but never the secret lockId.
 *
 * @param expiresInSeconds whole seconds left when Redis looked, rounded down; null unless locked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SeatAnswer(String seat, SeatState.Status status, @Nullable String lockedBy, @Nullable Instant expiresAt,
    @Nullable Long expiresInSeconds, long version) {

  /** @param now when Redis looked, by its clock */
  static SeatAnswer of(SeatState state, Instant now, Ownership ownership) {
    boolean full = ownership.sees(state.userId());
    Instant end = full ? state.expiresAt() : null;
    return new SeatAnswer(state.seat().row() + "-" + state.seat().seat(), state.status(),
        full ? state.userId() : null, end,
        end == null ? null : Duration.between(now, end).toSeconds(), state.version());
  }
}
