package io.seatlock.best;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.plan.PlanSeat;
import io.seatlock.plan.SeatingPlan;
import io.seatlock.seat.Commands;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.Refusal;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatId;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrphanGuardTests {

  private static final Duration LONG = Duration.ofMinutes(2);

  private final HouseStage house = new HouseStage(plan(true), 0);

  private final OrphanGuard guard = new OrphanGuard(house, house, new Houses(house), System::nanoTime);

  /** One row of six. */
  private static SeatingPlan plan(boolean refusesOrphans) {
    return RandomHouses.plan(IntStream.range(0, 6)
        .mapToObj(i -> new PlanSeat(i, "A", String.valueOf(i), 0, 0, 0, i, i, 0, false, null)).toList(), 1,
        refusesOrphans);
  }

  private SeatCommand.Lock lock(String user, int... indexes) {
    return Commands.lock(user, LONG, IntStream.of(indexes).mapToObj(house::id).toArray(SeatId[]::new));
  }

  @Test
  void lockThatLeavesASeatAloneIsRefusedWithItsName() {
    assertThat(guard.perform(lock("ann", 1, 2))).isInstanceOfSatisfying(Outcome.Refused.class,
        refused -> assertThat(refused.conflicts())
            .containsExactly(new Outcome.Conflict(house.id(0), Refusal.ORPHAN_SEAT, null)));
    assertThat(guard.submit(lock("ann", 4)).join()).isInstanceOfSatisfying(Outcome.Refused.class,
        refused -> assertThat(refused.conflicts())
            .containsExactly(new Outcome.Conflict(house.id(5), Refusal.ORPHAN_SEAT, null)));
    assertThat(guard.perform(lock("ann", 0, 1))).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void lockWithoutABetterChoiceIsGranted() {
    assertThat(guard.perform(lock("ann", 0, 1, 2, 3, 4))).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void repetitionIsNeverRefused() {
    Outcome first = guard.perform(lock("ann", 0, 1));
    house.perform(lock("bob", 3));

    assertThat(guard.perform(lock("ann", 0, 1))).isEqualTo(first);
    assertThat(guard.perform(lock("bob", 3))).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void otherRefusalsStayAsTheyAre() {
    house.perform(lock("bob", 3));

    assertThat(guard.perform(lock("ann", 3))).isInstanceOfSatisfying(Outcome.Refused.class,
        refused -> assertThat(refused.conflicts()).extracting(Outcome.Conflict::code)
            .containsExactly(Refusal.SEAT_LOCKED));
    assertThat(guard.perform(Commands.lock("ann", LONG, new SeatId("hall", "Z", "9"))))
        .isInstanceOf(Outcome.Done.class);
  }

  @Test
  void venueThatDoesNotWantTheRuleIsNotAskedForEachLock() {
    HouseStage plain = new HouseStage(plan(false), 0);
    long[] now = {0};
    OrphanGuard free = new OrphanGuard(plain, plain, new Houses(plain), () -> now[0]);

    List.of(1, 3).forEach(index -> assertThat(free.perform(lock("ann", index))).isInstanceOf(Outcome.Done.class));
    assertThat(plain.finds).isEqualTo(1);
    assertThat(plain.readings).isZero();
    now[0] = Duration.ofSeconds(6).toNanos();
    free.perform(lock("ann", 5));
    assertThat(plain.finds).isEqualTo(2);
  }
}
