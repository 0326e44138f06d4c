package io.seatlock.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.SeatState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a lock or an extension.
 *
 * @param expiresInSeconds whole seconds from the time of the decision, by Redis' clock, to the deadline, rounded down
 * @param lockId the secret of the lock; null and left out of the JSON if the caller must not get it
 * @param version the version of the seat; null if {@code seats} is given, whose entries have their own versions
 * @param seats the locked seats, if the request had a list of seats or asked for the best seats; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LockAnswer(SeatState.Status status, Instant expiresAt, long expiresInSeconds, @Nullable String lockId,
    @Nullable Long version, @Nullable List<LockedSeat> seats) {

  record LockedSeat(String row, String seat, long version) {

    static LockedSeat of(SeatState state) {
      return new LockedSeat(state.seat().row(), state.seat().seat(), state.version());
    }
  }

  static LockAnswer one(Outcome.Done done) {
    return of(done, done.seats().getFirst().version(), null);
  }

  static LockAnswer list(Outcome.Done done) {
    return of(done, null, done.seats().stream().map(LockedSeat::of).toList());
  }

  LockAnswer withoutLockId() {
    return new LockAnswer(status, expiresAt, expiresInSeconds, null, version, seats);
  }

  private static LockAnswer of(Outcome.Done done, @Nullable Long version, @Nullable List<LockedSeat> seats) {
    SeatState first = done.seats().getFirst();
    Instant expiresAt = Objects.requireNonNull(first.expiresAt());
    return new LockAnswer(first.status(), expiresAt, Duration.between(done.at(), expiresAt).toSeconds(),
        Objects.requireNonNull(first.lockId()), version, seats);
  }
}
