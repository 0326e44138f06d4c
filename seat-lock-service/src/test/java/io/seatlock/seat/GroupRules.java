package io.seatlock.seat;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.extend;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.lockList;
import static io.seatlock.seat.Commands.sell;
import static io.seatlock.seat.Commands.unlock;
import static io.seatlock.seat.Commands.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.seatlock.seat.Outcome.Conflict;
import io.seatlock.seat.SeatState.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several seats: all of them or none. */
interface GroupRules extends Stage {

  @Test
  default void groupHasOneLockIdAndOneDeadline() {
    SeatCommand.Lock ask = lock("ann", LONG, A2, A1, B1);

    Outcome.Done granted = done(ask);

    assertThat(granted.seats()).extracting(SeatState::seat, SeatState::userId, SeatState::lockId, SeatState::expiresAt)
        .containsExactly(
            tuple(A2, "ann", ask.lockId(), granted.at().plus(LONG)),
            tuple(A1, "ann", ask.lockId(), granted.at().plus(LONG)),
            tuple(B1, "ann", ask.lockId(), granted.at().plus(LONG)));
    assertThat(events()).extracting(event -> event.get("seat")).containsExactly("hall:A:2", "hall:A:1", "hall:B:1");
  }

  @Test
  default void refusedGroupNamesEveryLosingSeatAndChangesNothing() {
    SeatState bobs = locked("bob", A1);
    locked("ann", A2);
    sold("cay", A3);
    long events = announced().count();

    Outcome.Refused refused = (Outcome.Refused) seats().perform(lock("ann", LONG, B1, A1, A2, A3));

    assertThat(refused.conflicts()).containsExactly(new Conflict(A1, Refusal.SEAT_LOCKED, bobs.expiresAt()),
        new Conflict(A2, Refusal.ALREADY_YOURS, null), new Conflict(A3, Refusal.SEAT_FINALIZED, null));
    assertThat(refused.mostSevere().code()).isEqualTo(Refusal.SEAT_FINALIZED);
    assertThat(now(B1).status()).isEqualTo(Status.AVAILABLE);
    assertThat(announced()).hasSize((int) events);
  }

  @Test
  default void exactlySameGroupAgainIsTheSameLock() {
    SeatState first = locked("ann", A1, A2);

    assertThat(done(lock("ann", LONG.multipliedBy(2), A2, A1)).seats().getLast()).isEqualTo(first);
    assertThat(announced()).hasSize(2);
  }

  @Test
  default void oneSeatOfTheGroupAskedForAloneIsTheSameLock() {
    SeatState first = locked("ann", A1, A2);

    assertThat(locked("ann", A1)).isEqualTo(first);
  }

  @Test
  default void partOfTheGroupAsListIsAlreadyYours() {
    locked("ann", A1, A2, A3);

    assertThat(refused(lock("ann", LONG, A1, A2))).containsExactly(new Conflict(A1, Refusal.ALREADY_YOURS, null),
        new Conflict(A2, Refusal.ALREADY_YOURS, null));
    assertThat(refusal(lockList("ann", LONG, A1))).isEqualTo(Refusal.ALREADY_YOURS);
  }

  @Test
  default void moreThanTheGroupIsAlreadyYours() {
    locked("ann", A1, A2);

    assertThat(refused(lock("ann", LONG, A1, A2, A3))).extracting(Conflict::seat, Conflict::code)
        .containsExactly(tuple(A1, Refusal.ALREADY_YOURS), tuple(A2, Refusal.ALREADY_YOURS));
  }

  @Test
  default void twoLocksOfOneUserAreNoGroup() {
    locked("ann", A1);
    locked("ann", A2);

    assertThat(refused(lock("ann", LONG, A1, A2))).extracting(Conflict::code)
        .containsExactly(Refusal.ALREADY_YOURS, Refusal.ALREADY_YOURS);
  }

  @Test
  default void sameGroupOfAnotherUserIsLocked() {
    locked("ann", A1, A2);

    assertThat(refused(lock("bob", LONG, A1, A2))).extracting(Conflict::code)
        .containsExactly(Refusal.SEAT_LOCKED, Refusal.SEAT_LOCKED);
  }

  @Test
  default void whatIsLeftOfAGroupIsTheGroup() {
    SeatState first = locked("ann", A1, A2, A3);
    done(unlock(by("ann"), A3));

    assertThat(refused(lock("ann", LONG, A1, A2, A3))).hasSize(2);
    assertThat(locked("ann", A1, A2)).isEqualTo(first);

    done(sell(by("ann"), A2));
    assertThat(state(lockList("ann", LONG, A1))).isEqualTo(first);
  }

  @Test
  default void seatThatDiedHasLeftItsGroupBeforeAnybodyRecordsIt() {
    SeatState first = locked("ann", A1, A2);
    done(extend(by("ann"), SHORT, A2));
    pass(SHORT);

    assertThat(state(lockList("ann", LONG, A1))).isEqualTo(first);
  }

  @Test
  default void groupIsUnlockedExtendedAndSoldAsAWhole() {
    SeatState mine = locked("ann", A1, A2);
    locked("bob", B1);
    long events = announced().count();

    List<SeatCommand> overreaching = List.of(unlock(by("ann"), A1, B1, A2), extend(by("ann"), LONG, A1, B1, A2),
        sell(by("ann"), A1, B1, A2));
    for (SeatCommand command : overreaching) {
      assertThat(refused(command)).containsExactly(new Conflict(B1, Refusal.NOT_THE_HOLDER, null));
    }
    assertThat(announced()).hasSize((int) events);
    assertThat(now(A1)).isEqualTo(mine);

    done(extend(with(mine.lockId()), LONG, A1, A2));
    done(sell(with(mine.lockId()), A1, A2));
    assertThat(announced().skip(events)).containsExactly("locked", "locked", "finalized", "finalized");
  }
}
