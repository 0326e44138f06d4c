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
    assertThat(told()).containsExactly("locked");
  }

  @Test
  default void deadLockCanNotBeUsedByItsHolder() {
    SeatState held = dead("ann", A1, A2, A3);

    assertThat(refusal(unlock(by("ann"), A1))).isEqualTo(Refusal.NOT_LOCKED);
    assertThat(refusal(extend(with(held.lockId()), LONG, A2))).isEqualTo(Refusal.NOT_LOCKED);
    assertThat(refusal(sell(by("ann"), A3))).isEqualTo(Refusal.NOT_LOCKED);
    assertThat(told().skip(3)).containsExactly("unlocked expired", "unlocked expired", "unlocked expired");
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

    assertThat(told()).containsExactly("locked", "unlocked expired", "locked");
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
    assertThat(told()).containsExactly("locked", "unlocked expired", "locked");
  }

  @Test
  default void expireBeforeTheDeadlineChangesNothing() {
    SeatState held = locked("ann", A1);

    assertThat(state(new SeatCommand.Expire(A1))).isEqualTo(held);
    assertThat(told()).containsExactly("locked");
  }

  @Test
  default void expireEndsADeadLockOnce() {
    dead("ann", A1);

    for (int i = 0; i < 3; i++) {
      assertThat(state(new SeatCommand.Expire(A1)).status()).isEqualTo(Status.AVAILABLE);
    }
    assertThat(told()).containsExactly("locked", "unlocked expired");
  }

  @Test
  default void expireOfTheOldLockDoesNothingToTheNextHolder() {
    dead("ann", A1);
    SeatState bobs = locked("bob", A1);

    for (int i = 0; i < 3; i++) {
      assertThat(state(new SeatCommand.Expire(A1))).isEqualTo(bobs);
    }
    assertThat(told()).containsExactly("locked", "unlocked expired", "locked");
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

    assertThat(told()).containsExactly("locked", "locked", "locked", "unlocked expired");
    assertThat(List.of(now(A1).status(), now(A2).status())).containsOnly(Status.AVAILABLE);
  }
}
