package io.seatlock.best;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatlock.best.choice.Alternatives;
import io.seatlock.best.choice.RandomHouses;
import io.seatlock.plan.PlanSeat;
import io.seatlock.plan.SeatingPlan;
import io.seatlock.seat.Commands;
import io.seatlock.seat.InvalidRequest;
import io.seatlock.seat.Refusal;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.SeatState;
import io.seatlock.seat.SeatsUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BestLocksTests {

  private static final Duration LONG = Duration.ofMinutes(2);

  /** Two rows of six; the second is blue and farther away. */
  private static final SeatingPlan PLAN = RandomHouses.plan(IntStream.range(0, 12).mapToObj(i -> new PlanSeat(i,
      i < 6 ? "A" : "B", String.valueOf(i % 6 + 1), 0, i / 6, i / 6, i % 6, 20 * (i % 6), i < 6 ? 0 : 100, false, null))
      .toList(), 1, false);

  private final HouseStage house = new HouseStage(PLAN, 0);

  private final AtomicLong nanoTime = new AtomicLong();

  private final BestLocks best = new BestLocks(house, new Houses(house), nanoTime::get);

  private static BestRequest request(String user, long count, @Nullable String requestId) {
    return new BestRequest(HouseStage.VENUE, user, count, null, null, true, LONG, requestId);
  }

  private BestAnswer lock(String user, int count) {
    return best.lock(request(user, count, null));
  }

  private List<String> seats(BestAnswer answer) {
    assertThat(answer).isInstanceOf(BestAnswer.Locked.class);
    return ((BestAnswer.Locked) answer).done().seats().stream().map(seat -> seat.seat().row() + seat.seat().seat())
        .toList();
  }

  private void take(String user, int... indexes) {
    SeatId[] ids = IntStream.of(indexes).mapToObj(house::id).toArray(SeatId[]::new);
    house.perform(Commands.lock(user, LONG, ids));
  }

  @Test
  void bestSeatsAreLocked() {
    assertThat(seats(lock("ann", 2))).containsExactly("A5", "A6");
    assertThat(house.status(4)).isEqualTo(SeatState.Status.LOCKED);
    assertThat(seats(lock("bob", 3))).containsExactly("B4", "B5", "B6");
  }

  @Test
  void seatsThatWereTakenMeanwhileGiveWayToTheNextChoice() {
    house.before = it -> take("quick", 5);

    assertThat(seats(lock("ann", 2))).containsExactly("A3", "A4");
    assertThat(house.readings).isEqualTo(1);
  }

  @Test
  void venueIsReadAgainWhenAllChoicesWereTaken() {
    house.before = it -> {
      take("quick", 0, 1, 2, 3, 4, 5);
      take("quick", 6, 7, 9, 10);
      house.before = _ -> {};
    };

    BestAnswer answer = lock("ann", 6);

    assertThat(answer)
        .isEqualTo(new BestAnswer.NoSeats(new Alternatives(1, 2, List.of()), true));
    assertThat(house.readings).isEqualTo(2);
  }

  @Test
  void afterThreeReadingsItIsGivenUp() {
    int[] all = IntStream.range(0, 12).toArray();
    house.before = _ -> take("quick", all);
    house.beforeReading = it -> it
        .perform(Commands.unlock(Commands.by("quick"), IntStream.of(all).mapToObj(it::id).toArray(SeatId[]::new)));

    assertThat(lock("ann", 1)).isEqualTo(new BestAnswer.NoSeats(new Alternatives(0, 0, List.of()), true));
    assertThat(house.readings).isEqualTo(3);
  }

  /** The script says what was in the way of the first choice, row A. */
  @Test
  void whatWasFoundTakenSinceTheReadingIsNotPossible() {
    int[] all = IntStream.range(0, 12).toArray();
    house.before = _ -> take("quick", all);
    house.beforeReading = it -> it
        .perform(Commands.unlock(Commands.by("quick"), IntStream.of(all).mapToObj(it::id).toArray(SeatId[]::new)));

    assertThat(lock("ann", 6)).isEqualTo(new BestAnswer.NoSeats(new Alternatives(6, 6, List.of()), true));
  }

  @Test
  void fullHouseSaysWhatIsPossibleAndWhetherWaitingMayHelp() {
    take("bob", IntStream.range(1, 6).toArray());
    assertThat(best.lock(new BestRequest(HouseStage.VENUE, "ann", 2L, "Red", null, true, LONG, null)))
        .isEqualTo(
            new BestAnswer.NoSeats(new Alternatives(1, 1, List.of(new Alternatives.InCategory("Blue", 6, 6))), true));
    assertThat(lock("ann", 7)).isEqualTo(new BestAnswer.NoSeats(new Alternatives(6, 7, List.of()), false));
  }

  @ParameterizedTest
  @EnumSource(names = {"LOCK_PAUSED", "SEAT_DAMAGED"})
  void freeSeatThatThisBuyerCanNotHaveGivesWayToAnother(Refusal refusal) {
    house.refused.put(house.id(5), refusal);
    house.refused.put(house.id(2), refusal);

    assertThat(seats(lock("ann", 3))).containsExactly("B4", "B5", "B6");
  }

  @Test
  void buyerWhoCanHaveNoOtherSeatIsRefusedWithTheReason() {
    take("bob", IntStream.range(0, 11).toArray());
    house.refused.put(house.id(11), Refusal.LOCK_PAUSED);

    assertThat(lock("ann", 1)).isInstanceOfSatisfying(BestAnswer.Refused.class,
        refused -> assertThat(refused.refused().mostSevere().code()).isEqualTo(Refusal.LOCK_PAUSED));
  }

  /** Without them it would not have been better off. */
  @Test
  void seatsThatAreTooFewAnywayAreNotTheReason() {
    take("bob", IntStream.range(0, 10).toArray());
    house.refused.put(house.id(10), Refusal.LOCK_PAUSED);
    house.before = _ -> take("quick", 11);

    assertThat(lock("ann", 2)).isEqualTo(new BestAnswer.NoSeats(new Alternatives(0, 0, List.of()), true));
  }

  @Test
  void limitOfTheUserIsARefusal() {
    HouseStage limited = new HouseStage(PLAN, 3);
    BestLocks locks = new BestLocks(limited, new Houses(limited), System::nanoTime);
    assertThat(locks.lock(request("ann", 2, null))).isInstanceOf(BestAnswer.Locked.class);

    assertThat(locks.lock(request("ann", 2, null))).isInstanceOfSatisfying(BestAnswer.Refused.class,
        refused -> assertThat(refused.refused().mostSevere().code()).isEqualTo(Refusal.SEAT_LIMIT_REACHED));
    assertThat(limited.readings).isEqualTo(2);
  }

  @Test
  void repeatedRequestGetsItsSeatsAlsoWhenNothingElseIsFree() {
    List<String> first = seats(best.lock(request("ann", 6, "r1")));
    assertThat(seats(best.lock(request("ann", 6, "r1")))).isEqualTo(first);
    assertThat(lock("bob", 6)).isInstanceOf(BestAnswer.Locked.class);

    assertThat(seats(best.lock(request("ann", 6, "r1")))).isEqualTo(first);
    assertThat(best.lock(request("eve", 6, "r1"))).isInstanceOf(BestAnswer.NoSeats.class);
  }

  @Test
  void venueWithoutAPlanIsSaidToHaveNone() {
    assertThat(best.lock(new BestRequest("club", "ann", 1L, null, null, true, LONG, null)))
        .isEqualTo(new BestAnswer.NoPlan());
  }

  @Test
  void unknownCategoryOrSectionIsAMistakeThatNamesThoseThatExist() {
    assertThatThrownBy(() -> best.lock(new BestRequest(HouseStage.VENUE, "ann", 1L, "Gold", null, true, LONG, null)))
        .isInstanceOfSatisfying(InvalidRequest.class, wrong -> {
          assertThat(wrong.field()).isEqualTo("category");
          assertThat(wrong.advice()).isEqualTo("is not in the plan of this venue; its plan has 'Red', 'Blue'");
        });
    assertThatThrownBy(() -> best.lock(new BestRequest(HouseStage.VENUE, "ann", 1L, null, "x", true, LONG, null)))
        .isInstanceOf(InvalidRequest.class).hasMessage("is not in the plan of this venue; its plan has 's0'");
    assertThat(best.lock(new BestRequest(HouseStage.VENUE, "ann", 1L, null, "Stalls", true, LONG, null)))
        .isInstanceOf(BestAnswer.Locked.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 51, Long.MAX_VALUE, Long.MIN_VALUE})
  void countIsFromOneToFifty(long count) {
    assertThatThrownBy(() -> request("ann", count, null)).isInstanceOfSatisfying(InvalidRequest.class,
        wrong -> assertThat(wrong.field()).isEqualTo("count"));
  }

  @Test
  void outageIsToldToAllWhoWait() {
    house.before = _ -> {
      throw new SeatsUnavailable("away", null);
    };

    assertThatThrownBy(() -> lock("ann", 1)).isInstanceOf(SeatsUnavailable.class);
    house.before = _ -> {};
    assertThat(lock("ann", 1)).isInstanceOf(BestAnswer.Locked.class);
  }

  /** Its caller has probably given up, and the queue must not grow for as long as more requests come. */
  @ParameterizedTest
  @CsvSource({"5, true", "6, false"})
  void requestThatHasWaitedForMoreThanFiveSecondsGetsNoSeats(int seconds, boolean isServed) {
    house.beforeReading = _ -> nanoTime.addAndGet(Duration.ofSeconds(seconds).toNanos());

    if (isServed) {
      assertThat(lock("ann", 1)).isInstanceOf(BestAnswer.Locked.class);
    } else {
      assertThatThrownBy(() -> lock("ann", 1)).isInstanceOfSatisfying(SeatsUnavailable.class,
          busy -> assertThat(busy.isBusy()).isTrue());
      assertThat(IntStream.range(0, 12).mapToObj(house::status)).containsOnly(SeatState.Status.AVAILABLE);
    }
  }

  @Test
  void buyersWhoComeAtOnceGetDifferentSeats() throws Exception {
    SeatingPlan large = new RandomHouses(3).plan(20, 30);
    HouseStage full = new HouseStage(large, 0);
    BestLocks locks = new BestLocks(full, new Houses(full), System::nanoTime);
    List<SeatId> all = new ArrayList<>();
    try (ExecutorService buyers = Executors.newFixedThreadPool(64)) {
      List<Future<BestAnswer>> answers = IntStream.range(0, 400)
          .mapToObj(i -> buyers.submit(() -> locks.lock(request("u" + i, 1 + i % 2, null)))).toList();
      for (Future<BestAnswer> answer : answers) {
        if (answer.get() instanceof BestAnswer.Locked locked) {
          locked.done().seats().forEach(seat -> all.add(seat.seat()));
        }
      }
    }
    assertThat(all).doesNotHaveDuplicates().hasSizeGreaterThan(500);
    assertThat(full.readings).isLessThan(400);
  }
}
