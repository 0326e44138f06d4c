package io.seatlock.seat;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.extend;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.lockList;
import static io.seatlock.seat.Commands.look;
import static io.seatlock.seat.Commands.release;
import static io.seatlock.seat.Commands.sell;
import static io.seatlock.seat.Commands.unlock;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.seat.SeatState.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One seat, one lock. */
interface LockRules extends Stage {

  @Test
  default void seatNeverSeenIsAvailable() {
    assertThat(now(A1)).isEqualTo(new SeatState(A1, Status.AVAILABLE, null, null, null, 0));
  }

  @Test
  default void freeSeatIsGrantedUntilNowPlusTimeout() {
    SeatCommand.Lock ask = lock("ann", LONG, A1);

    Outcome.Done granted = done(ask);

    SeatState seat = granted.seats().getFirst();
    assertThat(seat).isEqualTo(
        new SeatState(A1, Status.LOCKED, "ann", ask.lockId(), granted.at().plus(LONG), seat.version()));
    assertThat(now(A1)).isEqualTo(seat);
  }

  @Test
  default void grantIsAnnounced() {
    Outcome.Done granted = done(lock("ann", LONG, A1));

    long lockedAt = granted.at().toEpochMilli();
    assertThat(events()).containsExactly(Map.of("kind", "locked", "seat", "hall:A:1", "userId", "ann",
        "at", String.valueOf(lockedAt), "expiresAt", String.valueOf(lockedAt + LONG.toMillis()),
        "version", String.valueOf(granted.seats().getFirst().version())));
  }

  @Test
  default void secondUserIsRefusedWhileSeatIsHeld() {
    SeatState held = locked("ann", A1);

    assertThat(refused(lock("bob", LONG, A1)))
        .containsExactly(new Outcome.Conflict(A1, Refusal.SEAT_LOCKED, held.expiresAt()));

    assertThat(now(A1)).isEqualTo(held);
    assertThat(announced()).containsExactly("locked");
  }

  @Test
  default void sameUserAskingAgainGetsTheSameLockBackNotExtended() {
    SeatState held = locked("ann", A1);

    assertThat(state(lock("ann", LONG.plusSeconds(9), A1))).isEqualTo(held);
    assertThat(state(lockList("ann", LONG, A1))).isEqualTo(held);

    assertThat(announced()).containsExactly("locked");
  }

  @Test
  default void soldSeatIsRefusedToEverybody() {
    sold("ann", A1);

    assertThat(refusal(lock("bob", LONG, A1))).isEqualTo(Refusal.SEAT_FINALIZED);
    assertThat(refused(lock("ann", LONG, A1)))
        .containsExactly(new Outcome.Conflict(A1, Refusal.SEAT_FINALIZED, null));
  }

  @Test
  default void usersWithAnyPrintableNameAreKeptApart() {
    List<String> names = List.of("a", "a:b", "\"a\"", "a\\", "a\\/b", "a/b", "{a}", "ä", "\uD83C\uDFAD", "a a", "'");
    for (int i = 0; i < names.size(); i++) {
      assertThat(locked(names.get(i), Commands.seat("N", i)).userId()).isEqualTo(names.get(i));
      assertThat(now(Commands.seat("N", i)).userId()).isEqualTo(names.get(i));
    }
  }

  @Test
  default void versionRisesWithEveryChangeAndWithNothingElse() {
    List<SeatCommand> changes = List.of(lock("ann", LONG, A1), extend(by("ann"), LONG, A1), unlock(by("ann"), A1),
        lock("bob", LONG, A1), sell(by("bob"), A1), release(by("bob"), A1), lock("ann", SHORT, A1));
    List<Long> versions = changes.stream().map(change -> state(change).version()).toList();

    assertThat(versions).doesNotHaveDuplicates().isSorted();
    assertThat(now(A1).version()).isEqualTo(versions.getLast());

    pass(SHORT);
    assertThat(now(A1).version()).isEqualTo(versions.getLast());
    assertThat(state(new SeatCommand.Expire(A1)).version()).isGreaterThan(versions.getLast());
  }

  @Test
  default void versionIsTheTimeOfTheChangeInMicroseconds() {
    Outcome.Done granted = done(lock("ann", LONG, A1));

    assertThat(granted.seats().getFirst().version() / 1000).isEqualTo(granted.at().toEpochMilli());
  }

  @Test
  default void commandsGivenTogetherMeetTheSeatInTheirOrder() {
    List<Outcome> outcomes = Commands.performAll(seats(), List.of(lock("ann", LONG, A1), lock("bob", LONG, A1),
        unlock(by("ann"), A1), lock("bob", LONG, A1), look(A1), lock("ann", LONG, A1), lock("ann", LONG, A2)));

    Stream<Boolean> carriedOut = outcomes.stream().map(outcome -> outcome instanceof Outcome.Done);
    assertThat(carriedOut).containsExactly(true, false, true, true, true, false, true);
    assertThat(now(A1).userId()).isEqualTo("bob");
  }

  @Test
  default void timeIsTheSameForAnswerAndDeadline() {
    pass(Duration.ofMillis(3));
    Outcome.Done granted = done(lock("ann", Duration.ofMillis(1234), A1));

    assertThat(granted.seats().getFirst().expiresAt()).isEqualTo(granted.at().plusMillis(1234));
  }
}
