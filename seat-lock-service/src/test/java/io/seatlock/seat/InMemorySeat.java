package io.seatlock.seat;

import io.seatlock.seat.SeatState.Status;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One seat of {@link InMemorySeats}, and what it says to those who want something of it. */
final class InMemorySeat {

  /** @param soldAt null while it is only locked */
  record Claim(String userId, String lockId, Instant lockedAt, Instant deadline, @Nullable Instant soldAt) {

    Claim until(Instant newDeadline) {
      return new Claim(userId, lockId, lockedAt, newDeadline, null);
    }

    Claim sold(Instant at) {
      return new Claim(userId, lockId, lockedAt, deadline, at);
    }

    private boolean isProvedBy(Proof proof) {
      return (proof.userId() == null || proof.userId().equals(userId))
          && (proof.lockId() == null || proof.lockId().equals(lockId));
    }
  }

  final SeatId id;

  private @Nullable Claim claim;

  private long version;

  InMemorySeat(SeatId id) {
    this.id = id;
  }

  Claim claim() {
    return Objects.requireNonNull(claim, () -> id + " is claimed by nobody");
  }

  long version() {
    return version;
  }

  void change(Instant now, @Nullable Claim newClaim) {
    claim = newClaim;
    version = Math.max(version + 1, now.toEpochMilli() * 1000);
  }

  boolean isSold() {
    return claim != null && claim.soldAt() != null;
  }

  boolean isLocked(Instant now) {
    return claim != null && !isSold() && claim.deadline().isAfter(now);
  }

  boolean isDead(Instant now) {
    return claim != null && !isSold() && !isLocked(now);
  }

  boolean isHeldBy(String user, Instant now) {
    return isLocked(now) && claim().userId().equals(user);
  }

  SeatState state(Instant now) {
    if (claim == null || isDead(now)) {
      return new SeatState(id, Status.AVAILABLE, null, null, null, version);
    }
    return new SeatState(id, isSold() ? Status.FINALIZED : Status.LOCKED, claim.userId(), claim.lockId(),
        isSold() ? null : claim.deadline(), version);
  }

  // Why the seat refuses, or null. It is asked only after a dead lock was ended.

  @Nullable
  Refusal refusesLock(String user) {
    if (claim == null) {
      return null;
    }
    if (isSold()) {
      return Refusal.SEAT_FINALIZED;
    }
    return claim.userId().equals(user) ? Refusal.ALREADY_YOURS : Refusal.SEAT_LOCKED;
  }

  /** Of unlock and extend. */
  @Nullable
  Refusal refusesTouch(Proof proof) {
    if (claim == null) {
      return Refusal.NOT_LOCKED;
    }
    if (isSold()) {
      return Refusal.SEAT_FINALIZED;
    }
    return claim.isProvedBy(proof) ? null : Refusal.NOT_THE_HOLDER;
  }

  @Nullable
  Refusal refusesSale(Proof proof) {
    if (claim == null) {
      return Refusal.NOT_LOCKED;
    }
    if (claim.isProvedBy(proof)) {
      return null;
    }
    return isSold() ? Refusal.SEAT_FINALIZED : Refusal.NOT_THE_HOLDER;
  }

  @Nullable
  Refusal refusesRelease(Proof proof) {
    if (claim == null) {
      return Refusal.NOT_FINALIZED;
    }
    if (!isSold()) {
      return Refusal.SEAT_LOCKED;
    }
    return claim.isProvedBy(proof) ? null : Refusal.NOT_THE_HOLDER;
  }
}
