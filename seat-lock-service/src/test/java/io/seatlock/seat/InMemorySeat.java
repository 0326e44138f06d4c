package io.seatlock.seat;

import io.seatlock.seat.SeatState.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
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

    Claim of(String newUser, Instant newDeadline) {
      return new Claim(newUser, lockId, lockedAt, newDeadline, null);
    }

    private boolean isProvedBy(Proof proof) {
      return (proof.userId() == null || proof.userId().equals(userId))
          && (proof.lockId() == null || proof.lockId().equals(lockId));
    }
  }

  /** The seats for which there is a reason, in their order. */
  static List<Outcome.Conflict> conflicts(List<InMemorySeat> asked, Function<InMemorySeat, @Nullable Refusal> reason) {
    List<Outcome.Conflict> conflicts = new ArrayList<>();
    for (InMemorySeat seat : asked) {
      Refusal code = reason.apply(seat);
      if (code != null) {
        conflicts.add(new Outcome.Conflict(seat.id, code, seat.deadlineFor(code)));
      }
    }
    return conflicts;
  }

  /** How the last claim ended, and when. */
  record Ended(Claim claim, String how, Instant at) {}

  final SeatId id;

  private @Nullable Claim claim;

  private @Nullable Ended ended;

  private long version;

  private final InMemoryPlans plans;

  InMemorySeat(SeatId id, InMemoryPlans plans) {
    this.id = id;
    this.plans = plans;
  }

  Claim claim() {
    return Objects.requireNonNull(claim, () -> id + " is claimed by nobody");
  }

  long version() {
    return version;
  }

  void change(Instant now, Claim newClaim) {
    claim = newClaim;
    ended = null;
    rise(now);
  }

  void free(Instant now, String how, Instant at) {
    ended = new Ended(claim(), how, at);
    claim = null;
    rise(now);
  }

  private void rise(Instant now) {
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

  /** The wanted deadline, but never past the greatest age of a lock, unless the present one is past it already. */
  Instant deadline(Instant wanted, Duration greatestAge) {
    Instant cap = claim().lockedAt().plus(greatestAge);
    Instant latest = cap.isBefore(claim().deadline()) ? claim().deadline() : cap;
    return wanted.isBefore(latest) ? wanted : latest;
  }

  Claim lastClaim() {
    return ended == null ? claim() : ended.claim();
  }

  /** The deadline that a refusal names; null if it names none. */
  @Nullable
  Instant deadlineFor(Refusal code) {
    return switch (code) {
      case SEAT_LOCKED -> claim().deadline();
      case LOCK_EXPIRED -> Objects.requireNonNull(ended).at();
      default -> null;
    };
  }

  boolean hasEnded(String how, Proof proof) {
    return ended != null && ended.how().equals(how) && !proof.equals(Proof.NONE) && ended.claim().isProvedBy(proof);
  }

  /** Whether a request waited longer than its lock would have lasted, or was sent before the user's last claim ended. */
  boolean isTooLateFor(SeatCommand.Lock lock, Instant now) {
    Request request = lock.request();
    return request != null && (request.sentAt().plus(lock.timeout()).isBefore(now)
        || wasLeftBy(lock.userId(), request.sentAt()));
  }

  /** Nobody else has had the seat since. */
  private boolean wasLeftBy(String user, Instant after) {
    return ended != null && ended.claim().userId().equals(user) && after.isBefore(ended.at());
  }

  private Refusal noLock(Proof proof) {
    return hasEnded("expired", proof) ? Refusal.LOCK_EXPIRED : Refusal.NOT_LOCKED;
  }

  // Why the seat refuses, or null. It is asked only after an expired lock was ended.

  @Nullable
  Refusal refusesLock(String user) {
    if (claim == null) {
      return plans.isUnknown(id) ? Refusal.SEAT_UNKNOWN : null;
    }
    if (isSold()) {
      return Refusal.SEAT_FINALIZED;
    }
    return claim.userId().equals(user) ? Refusal.ALREADY_YOURS : Refusal.SEAT_LOCKED;
  }

  @Nullable
  Refusal refusesUnlock(Proof proof) {
    return hasEnded("manual", proof) ? null : refusesTouch(proof);
  }

  /** Of extend and transfer. */
  @Nullable
  Refusal refusesTouch(Proof proof) {
    if (claim == null) {
      return noLock(proof);
    }
    if (isSold()) {
      return Refusal.SEAT_FINALIZED;
    }
    return claim.isProvedBy(proof) ? null : Refusal.NOT_THE_HOLDER;
  }

  @Nullable
  Refusal refusesTransfer(Proof proof, String newUser) {
    boolean again = claim != null && claim.userId().equals(newUser);
    return refusesTouch(again ? new Proof(null, proof.lockId()) : proof);
  }

  /** @param earliest deadlines up to this one have passed too long ago */
  @Nullable
  Refusal refusesSale(Proof proof, @Nullable Request request, Instant earliest) {
    if (claim == null) {
      boolean inTime = hasEnded("expired", proof) && Objects.requireNonNull(ended).at().isAfter(earliest);
      if (inTime) {
        return plans.isUnknown(id) ? Refusal.SEAT_UNKNOWN : refusesEarlier(request, proof);
      }
      return noLock(proof);
    }
    if (claim.isProvedBy(proof)) {
      return isSold() ? null : refusesEarlier(request, proof);
    }
    return isSold() ? Refusal.SEAT_FINALIZED : Refusal.NOT_THE_HOLDER;
  }

  /** A request that is older than the lock does not mean it, unless it shows its id. */
  private @Nullable Refusal refusesEarlier(@Nullable Request request, Proof proof) {
    return request != null && proof.lockId() == null && request.sentAt().isBefore(lastClaim().lockedAt())
        ? Refusal.REQUEST_TOO_OLD
        : null;
  }

  @Nullable
  Refusal refusesRelease(Proof proof) {
    if (claim == null) {
      return hasEnded("released", proof) ? null : Refusal.NOT_FINALIZED;
    }
    if (!isSold()) {
      return Refusal.SEAT_LOCKED;
    }
    return claim.isProvedBy(proof) ? null : Refusal.NOT_THE_HOLDER;
  }
}
