package io.seatlock.seat;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.extend;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.sell;
import static io.seatlock.seat.Commands.unlock;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.seat.SeatState.Status;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** More time for a lock. */
interface ExtensionRules extends Stage {

  @Test
  default void deadlineBecomesNowPlusTimeout() {
    SeatState held = locked("ann", A1);
    pass(Duration.ofMillis(2));

    Outcome.Done extended = done(extend(by("ann"), LONG, A1));

    SeatState seat = extended.seats().getFirst();
    assertThat(seat).isEqualTo(
        new SeatState(A1, Status.LOCKED, "ann", held.lockId(), extended.at().plus(LONG), seat.version()));
    assertThat(now(A1)).isEqualTo(seat);
  }

  @Test
  default void extensionIsAnnouncedAsLockedSinceTheBeginning() {
    Outcome.Done granted = done(lock("ann", LONG, A1));
    pass(Duration.ofMillis(2));

    SeatState extended = state(extend(by("ann"), LONG, A1));

    assertThat(lastEvent()).isEqualTo(Map.of("kind", "locked", "seat", "hall:A:1", "userId", "ann",
        "at", String.valueOf(granted.at().toEpochMilli()), "version", String.valueOf(extended.version()),
        "expiresAt", Stage.deadline(extended)));
  }

  @Test
  default void extendedLockOutlivesItsFirstDeadline() {
    SeatState extended = stateAfterBoth(lock("ann", MEDIUM, A1), extend(by("ann"), LONG, A1));
    pass(MEDIUM);

    assertThat(state(new SeatCommand.Expire(A1))).isEqualTo(extended);
    assertThat(refusal(lock("bob", LONG, A1))).isEqualTo(Refusal.SEAT_LOCKED);
    assertThat(state(sell(by("ann"), A1)).status()).isEqualTo(Status.FINALIZED);
  }

  @Test
  default void extensionMayBringTheDeadlineNearer() {
    locked("ann", A1);
    done(extend(by("ann"), SHORT, A1));
    pass(SHORT);

    assertThat(locked("bob", A1).userId()).isEqualTo("bob");
  }

  @Test
  default void noLockGrowsOlderThanTheTotalCap() {
    Outcome.Done granted = done(lock("ann", LONG, A1));

    for (int i = 0; i < 3; i++) {
      pass(Duration.ofMillis(1));
      assertThat(state(extend(by("ann"), LIMITS.maxTotalTime(), A1)).expiresAt())
          .isEqualTo(granted.at().plus(LIMITS.maxTotalTime()));
    }
  }

  @Test
  default void eachSeatOfAGroupHasItsOwnCap() {
    Outcome.Done first = done(lock("ann", LONG, A1));
    pass(Duration.ofMillis(2));
    Outcome.Done second = done(lock("ann", LONG, A2));

    Outcome.Done extended = done(extend(by("ann"), LIMITS.maxTotalTime(), A1, A2));

    assertThat(extended.seats()).extracting(SeatState::expiresAt)
        .containsExactly(first.at().plus(LIMITS.maxTotalTime()), second.at().plus(LIMITS.maxTotalTime()));
  }

  @Test
  default void newLockOfTheSameUserHasANewCap() {
    locked("ann", A1);
    done(unlock(by("ann"), A1));
    pass(Duration.ofMillis(2));
    Outcome.Done again = done(lock("ann", LONG, A1));

    assertThat(state(extend(by("ann"), LIMITS.maxTotalTime(), A1)).expiresAt())
        .isEqualTo(again.at().plus(LIMITS.maxTotalTime()));
  }

  @Test
  default void soldSeatIsNotExtended() {
    sold("ann", A1);

    assertThat(refusal(extend(by("ann"), LONG, A1))).isEqualTo(Refusal.SEAT_FINALIZED);
  }
}
