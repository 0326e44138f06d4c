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
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Who may act on a lock, and how a lock ends by hand. */
interface HolderRules extends Stage {

  private static List<Proof> wrong(SeatState held) {
    return List.of(by("bob"), with("stranger"), new Proof("ann", "stranger"), new Proof("bob", held.lockId()),
        new Proof("bob", "stranger"), by("ANN"));
  }

  private static List<Proof> right(SeatState held) {
    return List.of(by("ann"), with(held.lockId()), new Proof("ann", held.lockId()));
  }

  @Test
  default void wrongProofDoesNothing() {
    List<Function<Proof, SeatCommand>> calls = List.of(proof -> unlock(proof, A1), proof -> extend(proof, LONG, A1),
        proof -> sell(proof, A1));
    SeatState held = locked("ann", A1);

    for (Function<Proof, SeatCommand> call : calls) {
      for (Proof proof : wrong(held)) {
        assertThat(refused(call.apply(proof)))
            .containsExactly(new Outcome.Conflict(A1, Refusal.NOT_THE_HOLDER, null));
      }
    }
    assertThat(now(A1)).isEqualTo(held);
    assertThat(announced()).containsExactly("locked");
  }

  @Test
  default void userOrLockIdOrBothProveTheHolder() {
    List<Function<Proof, SeatCommand>> calls = List.of(proof -> unlock(proof, A1), proof -> extend(proof, LONG, A1),
        proof -> sell(proof, A1));
    for (Function<Proof, SeatCommand> call : calls) {
      for (int i = 0; i < 3; i++) {
        done(call.apply(right(locked("ann", A1)).get(i)));
        seats().perform(release(Proof.NONE, A1));
        seats().perform(unlock(Proof.NONE, A1));
      }
    }
    assertThat(now(A1).status()).isEqualTo(Status.AVAILABLE);
  }

  @Test
  default void soldSeatIsReleasedOnlyByItsBuyerOrWithoutProof() {
    SeatState sold = sold("ann", A1);
    for (Proof proof : wrong(sold)) {
      assertThat(refusal(release(proof, A1))).isEqualTo(Refusal.NOT_THE_HOLDER);
    }
    for (int i = 0; i < 3; i++) {
      assertThat(state(release(right(sold).get(i), A1)).status()).isEqualTo(Status.AVAILABLE);
      sold = sold("ann", A1);
    }
    assertThat(state(release(Proof.NONE, A1)).status()).isEqualTo(Status.AVAILABLE);
  }

  @Test
  default void lockIdOfAnEarlierLockOpensNothing() {
    SeatState first = locked("ann", A1);
    done(unlock(by("ann"), A1));
    locked("ann", A1);

    assertThat(refusal(unlock(with(first.lockId()), A1))).isEqualTo(Refusal.NOT_THE_HOLDER);
  }

  @Test
  default void unlockNeedsNoProof() {
    locked("ann", A1);

    assertThat(state(unlock(Proof.NONE, A1)).status()).isEqualTo(Status.AVAILABLE);
  }

  @Test
  default void unlockedSeatIsAvailableAtOnce() {
    locked("ann", A1);

    SeatState free = state(unlock(by("ann"), A1));

    assertThat(free).isEqualTo(new SeatState(A1, Status.AVAILABLE, null, null, null, free.version()));
    assertThat(locked("bob", A1).userId()).isEqualTo("bob");
  }

  @Test
  default void unlockIsAnnouncedWithWhoHeldTheSeat() {
    locked("ann", A1);

    Outcome.Done free = done(unlock(by("ann"), A1));

    assertThat(lastEvent()).isEqualTo(Map.of("kind", "unlocked", "reason", "manual", "seat", "hall:A:1",
        "userId", "ann", "at", String.valueOf(free.at().toEpochMilli()),
        "version", String.valueOf(free.seats().getFirst().version())));
  }

  @Test
  default void seatThatNobodyHoldsCanNotBeUnlockedExtendedOrSold() {
    assertThat(refused(unlock(Proof.NONE, A1))).containsExactly(new Outcome.Conflict(A1, Refusal.NOT_LOCKED, null));
    assertThat(refusal(extend(by("ann"), LONG, A1))).isEqualTo(Refusal.NOT_LOCKED);
    assertThat(refusal(sell(by("ann"), A1))).isEqualTo(Refusal.NOT_LOCKED);
    assertThat(events()).isEmpty();
  }

  @Test
  default void repeatedUnlockIsAnsweredAsTheFirst() {
    SeatState held = locked("ann", A1, A2);
    SeatState free = state(unlock(by("ann"), A1));

    for (Proof proof : right(held)) {
      assertThat(state(unlock(proof, A1))).isEqualTo(free);
    }
    assertThat(done(unlock(by("ann"), A1, A2)).seats()).extracting(SeatState::status).containsOnly(Status.AVAILABLE);
    assertThat(announced()).containsExactly("locked", "locked", "unlocked manual", "unlocked manual");
  }

  @Test
  default void unlockAfterTheUnlockOfAnotherFindsNothing() {
    SeatState held = locked("ann", A1);
    done(unlock(by("ann"), A1));

    for (Proof proof : wrong(held)) {
      assertThat(refusal(unlock(proof, A1))).isEqualTo(Refusal.NOT_LOCKED);
    }
    assertThat(refusal(unlock(Proof.NONE, A1))).isEqualTo(Refusal.NOT_LOCKED);
    assertThat(refusal(extend(by("ann"), LONG, A1))).isEqualTo(Refusal.NOT_LOCKED);
    assertThat(refusal(sell(by("ann"), A1))).isEqualTo(Refusal.NOT_LOCKED);
  }

  @Test
  default void repeatedUnlockDoesNothingToTheNextHolder() {
    SeatState first = locked("ann", A1);
    done(unlock(by("ann"), A1));
    SeatState bobs = locked("bob", A1);

    assertThat(refusal(unlock(with(first.lockId()), A1))).isEqualTo(Refusal.NOT_THE_HOLDER);
    assertThat(now(A1)).isEqualTo(bobs);
  }

  @Test
  default void sameUserAfterUnlockGetsANewLock() {
    SeatState first = locked("ann", A1);
    done(unlock(by("ann"), A1));

    assertThat(state(lock("ann", LONG, A1)).lockId()).isNotEqualTo(first.lockId());
  }
}
