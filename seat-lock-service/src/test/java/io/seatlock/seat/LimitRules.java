package io.seatlock.seat;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.extend;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.sell;
import static io.seatlock.seat.Commands.unlock;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many seats of one venue a user may hold: five in these tests. */
interface LimitRules extends Stage {

  private SeatId[] row(String row, int seats) {
    return IntStream.range(0, seats).mapToObj(i -> Commands.seat(row, i)).toArray(SeatId[]::new);
  }

  @Test
  default void userWithFullHandsIsRefused() {
    locked("ann", row("F", 5));

    assertThat(refusal(lock("ann", LONG, A1))).isEqualTo(Refusal.SEAT_LIMIT_REACHED);
    assertThat(announced()).hasSize(5);
    assertThat(locked("bob", A1).userId()).isEqualTo("bob");
  }

  @Test
  default void groupThatWouldPassTheLimitIsRefusedWithAllItsSeats() {
    locked("ann", row("F", 4));

    assertThat(refused(lock("ann", LONG, A1, A2))).extracting(Outcome.Conflict::seat).containsExactly(A1, A2);
    assertThat(locked("ann", A1).userId()).isEqualTo("ann");
  }

  @Test
  default void groupLargerThanTheLimitIsRefused() {
    assertThat(refused(lock("ann", LONG, row("F", 6)))).hasSize(6)
        .allMatch(conflict -> conflict.code() == Refusal.SEAT_LIMIT_REACHED && conflict.expiresAt() == null);
  }

  @Test
  default void askingAgainIsAnsweredAtTheLimit() {
    SeatState held = locked("ann", row("F", 5));

    assertThat(locked("ann", row("F", 5))).isEqualTo(held);
  }

  @Test
  default void seatHeldByAnotherIsSaidBeforeTheLimit() {
    locked("bob", A1);
    locked("ann", row("F", 5));

    assertThat(refusal(lock("ann", LONG, A1))).isEqualTo(Refusal.SEAT_LOCKED);
  }

  @Test
  default void seatsThatWereUnlockedSoldOrLostDoNotCount() {
    SeatId[] five = row("F", 5);
    dead("ann", five[0]);
    locked("ann", five[1]);
    sold("ann", five[2]);
    done(unlock(by("ann"), five[1]));

    assertThat(locked("ann", row("G", 5)).userId()).isEqualTo("ann");
  }

  @Test
  default void extendedSeatStillCounts() {
    SeatId[] five = row("F", 5);
    stateAfterBoth(lock("ann", MEDIUM, five), extend(by("ann"), LONG, five));
    pass(MEDIUM);

    assertThat(refusal(lock("ann", LONG, A1))).isEqualTo(Refusal.SEAT_LIMIT_REACHED);
    done(sell(by("ann"), five));
    assertThat(locked("ann", A1).userId()).isEqualTo("ann");
  }

  @Test
  default void eachVenueIsCountedForItself() {
    locked("ann", row("F", 5));

    assertThat(locked("ann", new SeatId("other hall", "F", "1")).userId()).isEqualTo("ann");
  }
}
