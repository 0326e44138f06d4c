package io.seatlock.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.seatlock.seat.Baskets.Basket;
import io.seatlock.seat.SeatState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code GET /users/{userId}/locks} and {@code GET /users/locks}.
 *
 * @param locks one entry per seat, even if several seats belong to one lock; ordered by deadline, the earliest first
 */
record BasketAnswer(List<HeldSeat> locks) {

  /**
   * @param lockId the secret of the lock; null and left out of the JSON if the caller must not get it
   * @param expiresInSeconds whole seconds from the time of the read, by Redis' clock, to the deadline, rounded down
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record HeldSeat(@Nullable String lockId, String row, String seat, Instant expiresAt, long expiresInSeconds,
      long version) {

    static HeldSeat of(SeatState state, Instant now, boolean withLockId) {
      Instant expiresAt = Objects.requireNonNull(state.expiresAt());
      return new HeldSeat(withLockId ? state.lockId() : null, state.seat().row(), state.seat().seat(), expiresAt,
          Duration.between(now, expiresAt).toSeconds(), state.version());
    }
  }

  static BasketAnswer of(Basket basket, boolean withLockIds) {
    return new BasketAnswer(
        basket.seats().stream().map(seat -> HeldSeat.of(seat, basket.at(), withLockIds)).toList());
  }
}
