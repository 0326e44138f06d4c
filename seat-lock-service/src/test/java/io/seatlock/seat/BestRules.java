package io.seatlock.seat;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.group;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.unlock;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.seat.SeatState.Status;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The first of several choices. */
interface BestRules extends Stage {

  private static SeatCommand.LockBest best(String user, @Nullable String requestId, SeatGroup... choices) {
    return new SeatCommand.LockBest("hall", List.of(choices), user, LONG, LockIds.next(), requestId);
  }

  private static SeatCommand.LockBest best(String user, SeatGroup... choices) {
    return best(user, null, choices);
  }

  private List<SeatId> got(SeatCommand command) {
    return done(command).seats().stream().map(SeatState::seat).toList();
  }

  @Test
  default void firstChoiceIsGrantedAsAGroup() {
    SeatCommand.LockBest ask = best("ann", group(A1, A2), group(A2, A3));

    Outcome.Done granted = done(ask);

    assertThat(granted.seats()).extracting(SeatState::seat).containsExactly(A1, A2);
    assertThat(granted.seats()).allSatisfy(seat -> assertThat(seat).isEqualTo(
        new SeatState(seat.seat(), Status.LOCKED, "ann", ask.lockId(), granted.at().plus(LONG), seat.version())));
    assertThat(granted.seats()).containsExactly(now(A1), now(A2));
    assertThat(now(A3).status()).isEqualTo(Status.AVAILABLE);
    assertThat(announced()).containsExactly("locked", "locked");
  }

  @Test
  default void seatsOfAChoiceAreOneLock() {
    SeatCommand.LockBest ask = best("ann", group(A1, A2));
    done(ask);

    assertThat(refused(Commands.lockList("ann", LONG, A1))).extracting(Outcome.Conflict::code)
        .containsExactly(Refusal.ALREADY_YOURS);
    assertThat(done(Commands.lockList("ann", LONG, A2, A1)).seats()).extracting(SeatState::lockId)
        .containsOnly(ask.lockId());
  }

  @Test
  default void firstThatIsWhollyFreeIsGranted() {
    locked("bob", A1);
    sold("eve", A2);

    assertThat(got(best("ann", group(A1, A3), group(A3, A2), group(B1, A3)))).containsExactly(B1, A3);
  }

  @Test
  default void ownSeatsAreNotGivenAgain() {
    locked("ann", A1);

    assertThat(got(best("ann", group(A1), group(A2)))).containsExactly(A2);
    assertThat(refusal(best("ann", group(A1)))).isEqualTo(Refusal.ALREADY_YOURS);
  }

  @Test
  default void deadLockIsFree() {
    dead("bob", A1);

    assertThat(got(best("ann", group(A1), group(A2)))).containsExactly(A1);
    assertThat(announced()).containsExactly("locked", "unlocked expired", "locked");
  }

  @Test
  default void whatStandsInTheWayOfTheFirstIsNamedIfNoneIsFree() {
    SeatState held = locked("bob", A2);
    sold("eve", B1);

    assertThat(refused(best("ann", group(A1, A2), group(A3, B1))))
        .containsExactly(new Outcome.Conflict(A2, Refusal.SEAT_LOCKED, held.expiresAt()));
    assertThat(now(A1).version()).isZero();
    assertThat(now(A3).version()).isZero();
  }

  @Test
  default void nothingToChooseFromIsRefused() {
    assertThat(refused(best("ann"))).isEmpty();
    assertThat(refused(best("ann", "r1"))).isEmpty();
  }

  @Test
  default void choiceOutsideThePlanIsPassedOver() {
    plan(A1, A2);

    assertThat(got(best("ann", group(A2, A3), group(A1, A2)))).containsExactly(A1, A2);
    assertThat(refusal(best("ann", group(A3)))).isEqualTo(Refusal.SEAT_UNKNOWN);
  }

  @Test
  default void limitHolds() {
    locked("ann", Stream.of(1, 2, 3, 4).map(number -> Commands.seat("F", number)).toArray(SeatId[]::new));
    locked("bob", A1);

    assertThat(refused(best("ann", group(A1, B1), group(A2, A3)))).extracting(Outcome.Conflict::code)
        .containsExactly(Refusal.SEAT_LIMIT_REACHED, Refusal.SEAT_LIMIT_REACHED);
    assertThat(got(best("ann", group(A1), group(A2)))).containsExactly(A2);
    assertThat(refusal(best("ann", group(A3)))).isEqualTo(Refusal.SEAT_LIMIT_REACHED);
  }

  @Test
  default void withoutARequestIdEachCallClaimsMore() {
    assertThat(got(best("ann", group(A1)))).containsExactly(A1);
    assertThat(got(best("ann", group(A2)))).containsExactly(A2);
  }

  @Test
  default void repeatedRequestGetsTheSameSeats() {
    Outcome.Done first = done(best("ann", "r1", group(A1, A2)));

    assertThat(done(best("ann", "r1", group(A3, B1))).seats()).isEqualTo(first.seats());
    assertThat(done(best("ann", "r1")).seats()).isEqualTo(first.seats());
    assertThat(announced()).containsExactly("locked", "locked");
  }

  @Test
  default void anotherRequestOrAnotherUserGetsOtherSeats() {
    done(best("ann", "r1", group(A1)));

    assertThat(got(best("bob", "r1", group(A1), group(A2)))).containsExactly(A2);
    assertThat(got(best("ann", "r2", group(A1), group(A3)))).containsExactly(A3);
    assertThat(got(best("ann", "r1", group(A1), group(B1)))).containsExactly(B1);
  }

  @Test
  default void requestIsNewWhenItsSeatsAreNotHeldAnyMore() {
    done(best("ann", "r1", group(A1, A2)));
    done(unlock(by("ann"), A1));

    assertThat(got(best("ann", "r1", group(A1), group(A3)))).containsExactly(A1);
    assertThat(got(best("ann", "r1", group(A3)))).containsExactly(A1);
    done(unlock(by("ann"), A1));
    done(lock("ann", LONG, A1));
    assertThat(got(best("ann", "r1", group(A1), group(A3)))).containsExactly(A3);
  }
}
