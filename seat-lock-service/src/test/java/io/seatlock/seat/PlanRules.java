package io.seatlock.seat;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.extend;
import static io.seatlock.seat.Commands.group;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.release;
import static io.seatlock.seat.Commands.request;
import static io.seatlock.seat.Commands.sell;
import static io.seatlock.seat.Commands.transfer;
import static io.seatlock.seat.Commands.unlock;
import static io.seatlock.seat.Commands.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.seat.SeatState.Status;
import org.junit.jupiter.api.Test;

/** A venue that has a plan sells the seats of the plan and no others. */
interface PlanRules extends Stage {

  @Test
  default void seatThatIsNotInThePlanIsUnknown() {
    assertThat(plan(A1, A2)).isEmpty();

    assertThat(refused(lock("ann", LONG, A3))).containsExactly(new Outcome.Conflict(A3, Refusal.SEAT_UNKNOWN, null));
    assertThat(events()).isEmpty();
    assertThat(now(A3).version()).isZero();
  }

  @Test
  default void seatOfThePlanIsLockedAndSoldAsAnyOther() {
    plan(A1, A2);

    assertThat(locked("ann", A1).userId()).isEqualTo("ann");
    assertThat(sold("bob", A2).status()).isEqualTo(Status.FINALIZED);
    assertThat(state(release(by("bob"), A2)).status()).isEqualTo(Status.AVAILABLE);
  }

  @Test
  default void groupWithAnUnknownSeatIsRefusedAsAWhole() {
    plan(A1, A2);
    SeatState held = locked("bob", A2);

    assertThat(refused(lock("ann", LONG, A1, A3, A2))).containsExactly(
        new Outcome.Conflict(A3, Refusal.SEAT_UNKNOWN, null),
        new Outcome.Conflict(A2, Refusal.SEAT_LOCKED, held.expiresAt()));
    assertThat(now(A1).status()).isEqualTo(Status.AVAILABLE);
  }

  @Test
  default void requestForAnUnknownSeatIsRejected() {
    plan(A1);

    refused(lock("ann", LONG, request("r1", done(Commands.look(A1)).at()), group(A3)));

    assertThat(lastEvent()).containsEntry("kind", "lock-rejected").containsEntry("conflicts",
        "[[0,\"SEAT_UNKNOWN\",0]]");
  }

  @Test
  default void planOfOneVenueIsNoneOfAnother() {
    plan(A1);

    assertThat(locked("ann", new SeatId("other hall", "A", "3")).userId()).isEqualTo("ann");
  }

  @Test
  default void withoutAPlanEverySeatCanBeLockedAgain() {
    plan(A1);
    removePlan();

    assertThat(locked("ann", A3).userId()).isEqualTo("ann");
  }

  @Test
  default void newPlanIsJudgedFromThenOn() {
    plan(A1);
    plan(A3);

    assertThat(refusal(lock("ann", LONG, A1))).isEqualTo(Refusal.SEAT_UNKNOWN);
    assertThat(locked("ann", A3).userId()).isEqualTo("ann");
  }

  @Test
  default void heldOrSoldSeatKeepsThePlanThatHasIt() {
    plan(A1, A2, A3);
    locked("ann", A1);
    sold("bob", A2);

    assertThat(plan(A3)).containsExactlyInAnyOrder(A1, A2);

    assertThat(locked("ann", A1).userId()).isEqualTo("ann");
    assertThat(refusal(lock("eve", LONG, B1))).isEqualTo(Refusal.SEAT_UNKNOWN);
    assertThat(plan(A1, A2)).isEmpty();
    assertThat(refusal(lock("eve", LONG, A3))).isEqualTo(Refusal.SEAT_UNKNOWN);
  }

  @Test
  default void firstPlanMustHaveTheSeatsThatAreHeld() {
    locked("ann", A1);

    assertThat(plan(A2, A3)).containsExactly(A1);
    assertThat(locked("bob", B1).userId()).isEqualTo("bob");
  }

  @Test
  default void deadOrReturnedSeatDoesNotKeepAPlan() {
    dead("ann", A1);
    locked("bob", A2);
    done(unlock(by("bob"), A2));

    assertThat(plan(A3)).isEmpty();
    assertThat(refusal(lock("ann", LONG, A1))).isEqualTo(Refusal.SEAT_UNKNOWN);
  }

  @Test
  default void seatHeldBeforeThePlanGoesOnAsBefore() {
    SeatState held = locked("ann", A1);
    assertThat(plan(A1)).isEmpty();

    assertThat(locked("ann", A1)).isEqualTo(held);
    assertThat(state(extend(by("ann"), LONG, A1)).lockId()).isEqualTo(held.lockId());
    assertThat(state(transfer(with(held.lockId()), "bob", null, A1)).userId()).isEqualTo("bob");
    assertThat(state(sell(by("bob"), A1)).status()).isEqualTo(Status.FINALIZED);
  }
}
