package io.seatlock.seat;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.group;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.release;
import static io.seatlock.seat.Commands.sell;
import static io.seatlock.seat.Commands.unlock;
import static io.seatlock.seat.Commands.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatlock.seat.SeatState.Status;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sold, and back on sale. */
interface SaleRules extends Stage {

  @Test
  default void holderBuysTheSeat() {
    SeatState held = locked("ann", A1);

    SeatState sold = state(sell(by("ann"), A1));

    assertThat(sold).isEqualTo(new SeatState(A1, Status.FINALIZED, "ann", held.lockId(), null, sold.version()));
    assertThat(now(A1)).isEqualTo(sold);
  }

  @Test
  default void saleIsAnnounced() {
    locked("ann", A1);

    Outcome.Done sold = done(sell(by("ann"), A1));

    assertThat(lastEvent()).isEqualTo(Map.of("kind", "finalized", "seat", "hall:A:1", "userId", "ann",
        "at", String.valueOf(sold.at().toEpochMilli()),
        "version", String.valueOf(sold.seats().getFirst().version())));
  }

  @Test
  default void buyerAskingAgainGetsTheSameAnswer() {
    SeatState sold = sold("ann", A1);

    assertThat(state(sell(by("ann"), A1))).isEqualTo(sold);
    assertThat(state(sell(with(sold.lockId()), A1))).isEqualTo(sold);
    assertThat(announced()).containsExactly("locked", "finalized");
  }

  @Test
  default void saleToSomebodyElseIsRefused() {
    SeatState sold = sold("ann", A1);

    assertThat(refusal(sell(by("bob"), A1))).isEqualTo(Refusal.SEAT_FINALIZED);
    assertThat(refusal(sell(new Proof("ann", "stranger"), A1))).isEqualTo(Refusal.SEAT_FINALIZED);
    assertThat(now(A1)).isEqualTo(sold);
  }

  @Test
  default void soldSeatCanNotBeLockedUnlockedOrExpired() {
    SeatState sold = stateAfterBoth(lock("ann", MEDIUM, A1), sell(by("ann"), A1));
    pass(MEDIUM);

    assertThat(refusal(lock("bob", LONG, A1))).isEqualTo(Refusal.SEAT_FINALIZED);
    assertThat(refusal(unlock(by("ann"), A1))).isEqualTo(Refusal.SEAT_FINALIZED);
    assertThat(refusal(unlock(Proof.NONE, A1))).isEqualTo(Refusal.SEAT_FINALIZED);
    assertThat(state(new SeatCommand.Expire(A1))).isEqualTo(sold);
    assertThat(now(A1)).isEqualTo(sold);
  }

  @Test
  default void halfSoldGroupCanBeSoldToItsEnd() {
    locked("ann", A1, A2);
    SeatState sold = state(sell(by("ann"), A1));

    Outcome.Done both = done(sell(by("ann"), A1, A2));

    assertThat(both.seats().getFirst()).isEqualTo(sold);
    assertThat(both.seats().getLast().status()).isEqualTo(Status.FINALIZED);
    assertThat(announced()).containsExactly("locked", "locked", "finalized", "finalized");
  }

  @Test
  default void releasedSeatIsBackOnSale() {
    sold("ann", A1);

    Outcome.Done released = done(release(by("ann"), A1));

    SeatState free = released.seats().getFirst();
    assertThat(free).isEqualTo(new SeatState(A1, Status.AVAILABLE, null, null, null, free.version()));
    assertThat(lastEvent()).isEqualTo(Map.of("kind", "unlocked", "reason", "released", "seat", "hall:A:1",
        "userId", "ann", "at", String.valueOf(released.at().toEpochMilli()), "version",
        String.valueOf(free.version())));
    assertThat(locked("bob", A1).userId()).isEqualTo("bob");
  }

  @Test
  default void repeatedReleaseIsAnsweredAsTheFirst() {
    SeatState sold = sold("ann", A1);
    SeatState free = state(release(by("ann"), A1));

    assertThat(state(release(by("ann"), A1))).isEqualTo(free);
    assertThat(state(release(with(sold.lockId()), A1))).isEqualTo(free);
    assertThat(refusal(release(by("bob"), A1))).isEqualTo(Refusal.NOT_FINALIZED);
    assertThat(refusal(release(Proof.NONE, A1))).isEqualTo(Refusal.NOT_FINALIZED);
    assertThat(announced()).containsExactly("locked", "finalized", "unlocked released");
  }

  @Test
  default void releasedSeatIsNotSoldToItsFormerBuyerAgain() {
    SeatState sold = sold("ann", A1);
    done(release(by("ann"), A1));

    assertThat(refusal(sell(with(sold.lockId()), A1))).isEqualTo(Refusal.NOT_LOCKED);
    assertThat(refusal(unlock(by("ann"), A1))).isEqualTo(Refusal.NOT_LOCKED);
  }

  @Test
  default void onlyASoldSeatCanBeReleased() {
    SeatState held = locked("ann", A1);

    assertThat(refused(release(by("ann"), A1)))
        .containsExactly(new Outcome.Conflict(A1, Refusal.SEAT_LOCKED, held.expiresAt()));
    assertThat(refusal(release(Proof.NONE, A2))).isEqualTo(Refusal.NOT_FINALIZED);
  }

  @Test
  default void groupIsReleasedAsAWhole() {
    sold("ann", A1);
    SeatState bobs = sold("bob", A2);

    assertThat(refused(release(by("ann"), A1, A2)))
        .containsExactly(new Outcome.Conflict(A2, Refusal.NOT_THE_HOLDER, null));
    assertThat(now(A1).status()).isEqualTo(Status.FINALIZED);
    assertThat(now(A2)).isEqualTo(bobs);
    assertThat(done(release(Proof.NONE, A1, A2)).seats()).extracting(SeatState::status)
        .containsOnly(Status.AVAILABLE);
  }

  @Test
  default void saleAndExtensionNeedAProof() {
    assertThatThrownBy(() -> new SeatCommand.Finalize(group(A1), Proof.NONE, null))
        .isInstanceOfSatisfying(InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("userId"));
    assertThatThrownBy(() -> new SeatCommand.Extend(group(A1), Proof.NONE, LONG)).isInstanceOf(InvalidRequest.class);
  }
}
