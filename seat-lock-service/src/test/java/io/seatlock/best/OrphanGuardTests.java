package io.seatlock.best;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.best.choice.RandomHouses;
import io.seatlock.plan.DamagedPlan;
import io.seatlock.plan.PlanSeat;
import io.seatlock.plan.SeatingPlan;
import io.seatlock.seat.CommandFailed;
import io.seatlock.seat.Commands;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.Refusal;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.SeatsUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OrphanGuardTests {

  private static final Duration LONG = Duration.ofMinutes(2);

  private static final long LATER = Duration.ofSeconds(6).toNanos();

  private final HouseStage house = new HouseStage(plan(true), 0);

  private final AtomicLong now = new AtomicLong();

  private final OrphanGuard guard = new OrphanGuard(house, house, new Houses(house), now::get);

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
  void venueThatDoesNotWantTheRuleIsNotAskedForEachLockAndItsPlanIsReadOnce() {
    HouseStage plain = new HouseStage(plan(false), 0);
    OrphanGuard free = new OrphanGuard(plain, plain, new Houses(plain), now::get);

    List.of(1, 3).forEach(index -> assertThat(free.perform(lock("ann", index))).isInstanceOf(Outcome.Done.class));
    assertThat(plain.etags).isEqualTo(1);
    now.set(LATER);
    free.perform(lock("ann", 5));
    assertThat(plain.etags).isEqualTo(2);
    assertThat(plain.finds).isEqualTo(1);
    assertThat(plain.readings).isZero();
  }

  /** Locks of single seats in a row of six: each would leave seat 0 or 5 alone. */
  @ParameterizedTest
  @MethodSource("failures")
  void lockThatCanNotBeJudgedIsLeftToTheScript(RuntimeException failure) {
    house.beforeFinding = () -> {
      throw failure;
    };

    assertThat(guard.perform(lock("ann", 1))).isInstanceOf(Outcome.Done.class);
    assertThat(guard.submit(lock("bob", 4)).join()).isInstanceOf(Outcome.Done.class);
    assertThat(house.finds).as("a failure is remembered").isEqualTo(1);
    house.beforeFinding = () -> {};
    house.perform(Commands.unlock(Commands.by("ann"), house.id(1)));
    now.set(LATER);
    assertThat(guard.perform(lock("ann", 3))).isInstanceOf(Outcome.Done.class);
    assertThat(guard.perform(lock("ann", 1))).isInstanceOf(Outcome.Refused.class);
  }

  static List<RuntimeException> failures() {
    return List.of(new DamagedPlan(), new CommandFailed("damaged"), new SeatsUnavailable("away", null),
        new IllegalStateException("a bug"));
  }

  @Test
  void failureToReadWhatIsTakenIsRememberedToo() {
    house.beforeReading = _ -> {
      throw new CommandFailed("damaged");
    };

    assertThat(guard.perform(lock("ann", 1))).isInstanceOf(Outcome.Done.class);
    assertThat(guard.perform(lock("ann", 4))).isInstanceOf(Outcome.Done.class);
    assertThat(house.readings).isEqualTo(1);
  }

  @Test
  void whoSubmitsDoesNotWaitForThePlanAndTheOrderStays() {
    CountDownLatch found = new CountDownLatch(1);
    house.beforeFinding = () -> await(found);

    CompletableFuture<Outcome> lock = guard.submit(lock("ann", 0));
    CompletableFuture<Outcome> unlock = guard.submit(Commands.unlock(Commands.by("ann"), house.id(0)));
    CompletableFuture<Outcome> next = guard.submit(lock("bob", 0));
    CompletableFuture<Outcome> elsewhere = guard.submit(Commands.lock("ann", LONG, new SeatId("club", "A", "1")));

    assertThat(elsewhere.orTimeout(5, TimeUnit.SECONDS).join()).isInstanceOf(Outcome.Done.class);
    assertThat(lock).isNotDone();
    found.countDown();
    assertThat(next.orTimeout(5, TimeUnit.SECONDS).join()).isInstanceOf(Outcome.Done.class);
    assertThat(lock.join()).isInstanceOf(Outcome.Done.class);
    assertThat(unlock.join()).isInstanceOf(Outcome.Done.class);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
