package io.seatlock.seat;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.extend;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.release;
import static io.seatlock.seat.Commands.sell;
import static io.seatlock.seat.Commands.unlock;
import static io.seatlock.seat.Commands.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.seat.SeatState.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A dead deadline is dead everywhere at once, though no sweep runs here. */
interface DeadlineRules extends Stage {

  @Test
  default void deadSeatReadsAsAvailableAndReadingWritesNothing() {
    SeatState held = dead("ann", A1);

    assertThat(now(A1)).isEqualTo(new SeatState(A1, Status.AVAILABLE, null, null, null, held.version()));
    assertThat(announced()).containsExactly("locked");
  }

  @Test
  default void deadLockCanNotBeUsedByItsHolder() {
    SeatState held = dead("ann", A1, A2, A3);

    assertThat(refused(unlock(by("ann"), A1))).containsExactly(expired(held, A1));
    assertThat(refused(extend(with(held.lockId()), LONG, A2))).containsExactly(expired(held, A2));
    assertThat(refused(sell(by("ann"), A3))).containsExactly(expired(held, A3));
    assertThat(refused(sell(new Proof("ann", held.lockId()), A3))).containsExactly(expired(held, A3));
    assertThat(announced().skip(3)).containsExactly("unlocked expired", "unlocked expired", "unlocked expired");
  }

  private static Outcome.Conflict expired(SeatState held, SeatId seat) {
    return new Outcome.Conflict(seat, Refusal.LOCK_EXPIRED, held.expiresAt());
  }

  @Test
  default void deadLockOfSomebodyElseIsNoLock() {
    SeatState held = dead("ann", A1);

    List<Proof> others = List.of(by("bob"), with("stranger"), new Proof("bob", held.lockId()),
        new Proof("ann", "stranger"));
    for (Proof other : others) {
      assertThat(refused(sell(other, A1))).containsExactly(new Outcome.Conflict(A1, Refusal.NOT_LOCKED, null));
      assertThat(refusal(extend(other, LONG, A1))).isEqualTo(Refusal.NOT_LOCKED);
      assertThat(refusal(unlock(other, A1))).isEqualTo(Refusal.NOT_LOCKED);
    }
    assertThat(refusal(unlock(Proof.NONE, A1))).isEqualTo(Refusal.NOT_LOCKED);
  }

  @Test
  default void whoWasOvertakenAfterTheDeadlineIsNotTheHolder() {
    dead("ann", A1);
    locked("bob", A1);

    assertThat(refusal(sell(by("ann"), A1))).isEqualTo(Refusal.NOT_THE_HOLDER);
    done(unlock(by("bob"), A1));
    assertThat(refusal(sell(by("ann"), A1))).isEqualTo(Refusal.NOT_LOCKED);
  }

  @Test
  default void groupNamesEachSeatWhoseLockExpired() {
    SeatState held = dead("ann", A1, A2);
    locked("ann", A3);

    assertThat(refused(sell(by("ann"), A1, A2, A3))).containsExactly(expired(held, A1), expired(held, A2));
    assertThat(now(A3).status()).isEqualTo(Status.LOCKED);
  }

  @Test
  default void deadSeatIsNotReleasable() {
    dead("ann", A1);

    assertThat(refusal(release(Proof.NONE, A1))).isEqualTo(Refusal.NOT_FINALIZED);
  }

  @Test
  default void nextUserGetsADeadSeatAndTheOldEndIsToldFirst() {
    SeatState anns = dead("ann", A1);

    Outcome.Done granted = done(lock("bob", LONG, A1));
    SeatState bobs = granted.seats().getFirst();

    assertThat(announced()).containsExactly("locked", "unlocked expired", "locked");
    Map<String, String> end = events().get(1);
    assertThat(end).containsEntry("userId", "ann")
        .containsEntry("at", Stage.deadline(anns));
    assertThat(Long.parseLong(end.get("version"))).isStrictlyBetween(anns.version(), bobs.version());
    assertThat(now(A1)).isEqualTo(bobs);
  }

  @Test
  default void sameUserGetsANewLockAfterTheDeadline() {
    SeatState first = dead("ann", A1);

    SeatState second = locked("ann", A1);

    assertThat(second.lockId()).isNotEqualTo(first.lockId());
    assertThat(announced()).containsExactly("locked", "unlocked expired", "locked");
  }

  @Test
  default void expireBeforeTheDeadlineChangesNothing() {
    SeatState held = locked("ann", A1);

    assertThat(state(new SeatCommand.Expire(A1))).isEqualTo(held);
    assertThat(announced()).containsExactly("locked");
  }

  @Test
  default void expireEndsADeadLockOnce() {
    dead("ann", A1);

    for (int i = 0; i < 3; i++) {
      assertThat(state(new SeatCommand.Expire(A1)).status()).isEqualTo(Status.AVAILABLE);
    }
    assertThat(announced()).containsExactly("locked", "unlocked expired");
  }

  @Test
  default void expireOfTheOldLockDoesNothingToTheNextHolder() {
    dead("ann", A1);
    SeatState bobs = locked("bob", A1);

    for (int i = 0; i < 3; i++) {
      assertThat(state(new SeatCommand.Expire(A1))).isEqualTo(bobs);
    }
    assertThat(announced()).containsExactly("locked", "unlocked expired", "locked");
  }

  @Test
  default void expireOfASeatNeverSeenDoesNothing() {
    assertThat(state(new SeatCommand.Expire(A1)).version()).isZero();
    assertThat(events()).isEmpty();
  }

  @Test
  default void deadSeatsOfARefusedGroupAreRecordedAsSuch() {
    dead("ann", A1, A2);
    locked("bob", B1);

    assertThat(refused(lock("cay", LONG, A1, B1))).extracting(Outcome.Conflict::seat).containsExactly(B1);

    assertThat(announced()).containsExactly("locked", "locked", "locked", "unlocked expired");
    assertThat(List.of(now(A1).status(), now(A2).status())).containsOnly(Status.AVAILABLE);
  }
}
