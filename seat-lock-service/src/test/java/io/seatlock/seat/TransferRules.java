package io.seatlock.seat;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.group;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.sell;
import static io.seatlock.seat.Commands.transfer;
import static io.seatlock.seat.Commands.unlock;
import static io.seatlock.seat.Commands.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatlock.seat.SeatState.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A lock that goes from one user to another, as from a guest to an account. */
interface TransferRules extends Stage {

  @Test
  default void lockGoesToTheNewUserWithItsIdAndDeadline() {
    SeatState guests = locked("guest", A1);

    SeatState anns = state(transfer(with(guests.lockId()), "ann", null, A1));

    assertThat(anns).isEqualTo(
        new SeatState(A1, Status.LOCKED, "ann", guests.lockId(), guests.expiresAt(), anns.version()));
    assertThat(anns.version()).isGreaterThan(guests.version());
    assertThat(now(A1)).isEqualTo(anns);
    assertThat(refusal(sell(by("guest"), A1))).isEqualTo(Refusal.NOT_THE_HOLDER);
    assertThat(state(sell(by("ann"), A1)).userId()).isEqualTo("ann");
  }

  @Test
  default void transferIsAnnouncedAsLockedForTheNewUser() {
    Outcome.Done granted = done(lock("guest", LONG, A1));
    pass(Duration.ofMillis(2));

    SeatState anns = state(transfer(with(granted.seats().getFirst().lockId()), "ann", null, A1));

    assertThat(lastEvent()).isEqualTo(Map.of("kind", "locked", "seat", "hall:A:1", "userId", "ann",
        "at", String.valueOf(granted.at().toEpochMilli()), "version", String.valueOf(anns.version()),
        "expiresAt", Stage.deadline(anns)));
  }

  @Test
  default void repeatedTransferIsAnsweredAsTheFirst() {
    SeatState guests = locked("guest", A1);
    SeatState anns = state(transfer(new Proof("guest", guests.lockId()), "ann", null, A1));

    assertThat(state(transfer(new Proof("guest", guests.lockId()), "ann", null, A1))).isEqualTo(anns);
    assertThat(state(transfer(with(guests.lockId()), "ann", null, A1))).isEqualTo(anns);
    assertThat(announced()).containsExactly("locked", "locked");
  }

  @Test
  default void timeoutMovesTheDeadlineInTheSameStep() {
    SeatState guests = locked("guest", A1);
    pass(Duration.ofMillis(2));

    Outcome.Done anns = done(transfer(with(guests.lockId()), "ann", LONG, A1));

    assertThat(anns.seats().getFirst().expiresAt()).isEqualTo(anns.at().plus(LONG));
    assertThat(announced()).containsExactly("locked", "locked");
  }

  @Test
  default void groupIsHandedOverAsAWhole() {
    SeatState guests = locked("guest", A1, A2);
    locked("guest", B1);

    assertThat(refused(transfer(with(guests.lockId()), "ann", null, A1, B1)))
        .containsExactly(new Outcome.Conflict(B1, Refusal.NOT_THE_HOLDER, null));
    assertThat(now(A1)).isEqualTo(guests);

    assertThat(done(transfer(with(guests.lockId()), "ann", null, A1, A2)).seats()).extracting(SeatState::userId)
        .containsExactly("ann", "ann");
    assertThat(state(lock("ann", LONG, A1, A2)).lockId()).isEqualTo(guests.lockId());
  }

  @Test
  default void transferNeedsTheLockId() {
    assertThatThrownBy(() -> transfer(by("guest"), "ann", null, A1))
        .isInstanceOfSatisfying(InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("lockId"));
    assertThatThrownBy(() -> new SeatCommand.Transfer(group(A1), with("id"), "", null))
        .isInstanceOfSatisfying(InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("newUserId"));
  }

  @Test
  default void strangerHandsNothingOver() {
    SeatState guests = locked("guest", A1);

    for (Proof wrong : List.of(with("stranger"), new Proof("guest", "stranger"), new Proof("bob", guests.lockId()))) {
      assertThat(refusal(transfer(wrong, "bob2", null, A1))).isEqualTo(Refusal.NOT_THE_HOLDER);
    }
    assertThat(now(A1)).isEqualTo(guests);
  }

  @Test
  default void newUserMayNotHoldMoreThanTheLimit() {
    SeatState guests = locked("guest", A1, A2);
    locked("ann", Commands.seat("F", 1), Commands.seat("F", 2), Commands.seat("F", 3), Commands.seat("F", 4));

    assertThat(refused(transfer(with(guests.lockId()), "ann", null, A1, A2))).extracting(Outcome.Conflict::code)
        .containsExactly(Refusal.SEAT_LIMIT_REACHED, Refusal.SEAT_LIMIT_REACHED);
    assertThat(state(transfer(with(guests.lockId()), "ann", null, A1)).userId()).isEqualTo("ann");
    assertThat(locked("guest", A3, B1, Commands.seat("G", 1), Commands.seat("G", 2)).userId()).isEqualTo("guest");
  }

  @Test
  default void onlyALiveLockIsHandedOver() {
    SeatState dead = dead("guest", A1);
    SeatState sold = sold("guest", A2);
    SeatState left = locked("guest", A3);
    done(unlock(by("guest"), A3));

    assertThat(refused(transfer(with(dead.lockId()), "ann", null, A1)))
        .containsExactly(new Outcome.Conflict(A1, Refusal.LOCK_EXPIRED, dead.expiresAt()));
    assertThat(refusal(transfer(with(sold.lockId()), "ann", null, A2))).isEqualTo(Refusal.SEAT_FINALIZED);
    assertThat(refusal(transfer(with(left.lockId()), "ann", null, A3))).isEqualTo(Refusal.NOT_LOCKED);
  }
}
