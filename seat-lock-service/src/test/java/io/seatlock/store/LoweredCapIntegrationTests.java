package io.seatlock.store;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.extend;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.seat;
import static io.seatlock.seat.Commands.transfer;
import static io.seatlock.seat.Commands.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.SeatState;
import io.seatlock.seat.Seats;
import io.seatlock.store.script.ClockedScript;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The cap on a lock's total time was lowered after the lock was granted. */
@SharedRedis
class LoweredCapIntegrationTests {

  private static final SeatId A1 = seat("A", 1);

  private final TestRedis redis = TestRedis.emptied();

  private final Seats before = withCap(Duration.ofHours(2));

  private final Seats now = withCap(Duration.ofMinutes(20));

  private Seats withCap(Duration cap) {
    return TestRedis.seats(
        redis.partitions(new LockLimits(null, Duration.ofMinutes(20), cap, null, 0), ClockedScript.source()));
  }

  private static SeatState state(Seats seats, SeatCommand command) {
    return ((Outcome.Done) seats.perform(command)).seats().getFirst();
  }

  /** An hour old, with 20 more minutes to go. */
  private SeatState oldLock() {
    ClockedScript.set(redis, ClockedScript.START);
    before.perform(lock("ann", Duration.ofMinutes(20), A1));
    for (int i = 1; i <= 4; i++) {
      ClockedScript.set(redis, ClockedScript.START.plus(Duration.ofMinutes(15L * i)));
      before.perform(extend(by("ann"), Duration.ofMinutes(20), A1));
    }
    return state(before, extend(by("ann"), Duration.ofMinutes(20), A1));
  }

  @Test
  void extensionTakesNoTimeAwayBecauseOfIt() {
    SeatState held = oldLock();

    assertThat(state(now, extend(by("ann"), Duration.ofMinutes(30), A1)).expiresAt()).isEqualTo(held.expiresAt());
    Outcome.Done shorter = (Outcome.Done) now.perform(extend(by("ann"), Duration.ofMinutes(1), A1));
    assertThat(shorter.seats().getFirst().expiresAt()).isEqualTo(shorter.at().plus(Duration.ofMinutes(1)));
  }

  @Test
  void neitherDoesATransfer() {
    SeatState held = oldLock();

    assertThat(state(now, transfer(with(held.lockId()), "bob", Duration.ofMinutes(20), A1)).expiresAt())
        .isEqualTo(held.expiresAt());
  }
}
