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
 * The answer to {@code GET /users/{userId}/locks}.
 *
 * @param locks one for each seat, also if several belong to one lock; those that end first before the others
 */
record BasketAnswer(List<HeldSeat> locks) {

  /**
   * @param lockId the secret of the lock; absent if the caller is not to have it
   * @param expiresInSeconds whole seconds left when Redis looked, rounded down
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
