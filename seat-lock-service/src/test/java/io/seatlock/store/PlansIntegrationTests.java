package io.seatlock.store;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.seat;
import static io.seatlock.seat.Commands.sell;
import static io.seatlock.seat.Commands.unlock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.seatlock.plan.Occupancy;
import io.seatlock.plan.Plans;
import io.seatlock.plan.Plans.Put;
import io.seatlock.plan.StoredPlan;
import io.seatlock.seat.Commands;
import io.seatlock.seat.InvalidRequest;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.Seats;
import io.seatlock.store.plan.TestPlans;
import io.seatlock.store.script.Partitions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Plans are stored whole, found again, and know which of their seats are taken. */
@SharedRedis
class PlansIntegrationTests {

  private static final Duration LONG = Duration.ofMinutes(2);

  private final TestRedis redis = TestRedis.emptied();

  private final Partitions partitions = redis.partitions(new LockLimits(null, null, null, null, 0));

  private final Seats seats = TestRedis.seats(partitions);

  private final Plans plans = TestPlans.of(partitions);

  @AfterEach
  void booksAgree() {
    new ConsistencyAssertions(redis.commands()).check();
  }

  private void done(SeatCommand command) {
    assertThat(seats.perform(command)).isInstanceOf(Outcome.Done.class);
  }

  private Occupancy occupancy() {
    return Objects.requireNonNull(plans.occupancy("hall"));
  }

  private StoredPlan plan() {
    return Objects.requireNonNull(plans.find("hall"));
  }

  private static SeatId[] row(String row, int count) {
    return IntStream.range(0, count).mapToObj(i -> seat(row, i)).toArray(SeatId[]::new);
  }

  @Test
  void venuesWithTheSamePlanShareIt() {
    TestPlans.put(plans, "hall", row("A", 3));
    TestPlans.put(plans, "hall-2", row("A", 3));
    Plans others = TestPlans.of(partitions);

    assertThat(Objects.requireNonNull(others.find("hall-2")).plan())
        .isSameAs(Objects.requireNonNull(others.find("hall")).plan());
  }

  @Test
  void venueWithoutAPlanHasNone() {
    assertThat(plans.find("hall")).isNull();
    assertThat(plans.document("hall")).isNull();
    assertThat(plans.occupancy("hall")).isNull();
    assertThat(plans.now("hall")).isNull();
    plans.delete("hall");
    assertThat(redis.commands().keys("*seat-*")).isEmpty();
  }

  @Test
  void planIsFoundAsItWasPut() throws IOException {
    SeatId[] row = row("A", 5);

    Put.Stored stored = (Put.Stored) TestPlans.put(plans, "hall", row);

    assertThat(stored.created()).isTrue();
    assertThat(plan().etag()).isEqualTo(stored.etag());
    StoredPlan elsewhere = Objects.requireNonNull(TestPlans.of(partitions).find("hall"));
    assertThat(elsewhere).isEqualTo(new StoredPlan(stored.etag(), TestPlans.read(TestPlans.document(row))));
    Plans.Document document = Objects.requireNonNull(plans.document("hall"));
    assertThat(document.etag()).isEqualTo(stored.etag());
    assertThat(new GZIPInputStream(new ByteArrayInputStream(document.gzip())).readAllBytes())
        .isEqualTo(TestPlans.document(row));
  }

  @Test
  void parsedPlanIsKept() {
    TestPlans.put(plans, "hall", row("A", 5));

    assertThat(plan()).isSameAs(plan());
  }

  @Test
  void samePlanAgainChangesNothing() {
    Put.Stored first = (Put.Stored) TestPlans.put(plans, "hall", row("A", 5));
    List<String> keys = redis.commands().keys("*seat-*").stream().sorted().toList();

    assertThat(TestPlans.put(plans, "hall", row("A", 5))).isEqualTo(new Put.Stored(first.etag(), false));

    assertThat(redis.commands().keys("*seat-*").stream().sorted()).isEqualTo(keys).hasSize(4);
  }

  @Test
  void anotherPlanTakesThePlaceOfTheFirstAndLeavesNothingOfIt() {
    Put.Stored first = (Put.Stored) TestPlans.put(plans, "hall", row("A", 5));
    Put.Stored second = (Put.Stored) TestPlans.put(plans, "hall", row("B", 5));

    assertThat(second.created()).isFalse();
    assertThat(second.etag()).isNotEqualTo(first.etag());
    assertThat(plan().plan().indexOf("B", "3")).isEqualTo(3);
    assertThat(redis.commands().keys("*seat-*")).hasSize(4).allMatch(key -> redis.commands().pttl(key) == -1);
  }

  @Test
  void firstPlanMayComeBack() {
    TestPlans.put(plans, "hall", row("A", 5));
    TestPlans.put(plans, "hall", row("B", 5));
    TestPlans.put(plans, "hall", row("A", 5));

    assertThat(plan().plan().indexOf("A", "3")).isEqualTo(3);
    done(lock("ann", LONG, seat("A", 3)));
    assertThat(occupancy().at(3)).isEqualTo(Occupancy.LOCKED);
  }

  @Test
  void deletedPlanLeavesNothing() {
    TestPlans.put(plans, "hall", row("A", 5));
    done(lock("ann", LONG, seat("A", 1)));

    plans.delete("hall");

    assertThat(plans.find("hall")).isNull();
    assertThat(redis.commands().keys("*seat-plan*")).isEmpty();
    assertThat(redis.commands().keys("*seat-occupancy*")).isEmpty();
  }

  @Test
  void occupancyFollowsEveryChange() {
    Put.Stored stored = (Put.Stored) TestPlans.put(plans, "hall", row("A", 300));
    assertThat(occupancy().etag()).isEqualTo(stored.etag());
    done(lock("ann", LONG, seat("A", 0), seat("A", 5), seat("A", 299)));
    done(sell(by("ann"), seat("A", 5)));
    done(unlock(by("ann"), seat("A", 299)));

    Occupancy taken = occupancy();

    assertThat(IntStream.range(0, 300).filter(i -> !taken.isAvailable(i))).containsExactly(0, 5);
    assertThat(taken.at(0)).isEqualTo(Occupancy.LOCKED);
    assertThat(taken.at(5)).isEqualTo(Occupancy.FINALIZED);
  }

  /** Where it is read, it has to be parsed first. */
  @Test
  void planAndOccupancyComeTogetherWithTheTimeOfTheReading() {
    TestPlans.put(plans, "hall", row("A", 5));
    Outcome.Done locked = (Outcome.Done) seats.perform(lock("ann", LONG, seat("A", 1)));

    Plans.Now now = Objects.requireNonNull(TestPlans.of(partitions).now("hall"));

    assertThat(now.stored()).isEqualTo(plan());
    assertThat(now.occupancy().etag()).isEqualTo(plan().etag());
    assertThat(now.occupancy().at(1)).isEqualTo(Occupancy.LOCKED);
    assertThat(now.occupancy().at()).isBetween(locked.at(), locked.at().plusSeconds(60));
  }

  @Test
  void occupancyOfANewPlanBeginsWithThePresentState() {
    done(lock("ann", LONG, seat("A", 1), seat("A", 2)));
    done(sell(by("ann"), seat("A", 2)));
    TestPlans.put(plans, "hall", row("A", 5));
    assertThat(occupancy().at(1)).isEqualTo(Occupancy.LOCKED);
    assertThat(occupancy().at(2)).isEqualTo(Occupancy.FINALIZED);

    SeatId[] reversed = {seat("A", 2), seat("A", 1)};
    TestPlans.put(plans, "hall", reversed);

    assertThat(occupancy().at(0)).isEqualTo(Occupancy.FINALIZED);
    assertThat(occupancy().at(1)).isEqualTo(Occupancy.LOCKED);
  }

  @Test
  void lockThatExpiresIsAvailableOnceItsEndIsRecorded() {
    TestPlans.put(plans, "hall", row("A", 5));
    done(lock("ann", Duration.ofMillis(1), seat("A", 1)));
    done(lock("ann", LONG, seat("A", 2)));

    await().untilAsserted(() -> {
      done(new SeatCommand.Expire(seat("A", 1)));
      assertThat(occupancy().isAvailable(1)).isTrue();
    });
    assertThat(occupancy().at(2)).isEqualTo(Occupancy.LOCKED);
  }

  @Test
  void atMostFiftyOfTheSeatsInTheWayAreNamed() {
    Commands.performAll(seats,
        IntStream.range(0, 300).<SeatCommand>mapToObj(i -> lock("ann", LONG, seat("A", i))).toList());

    Put.InUse inUse = (Put.InUse) TestPlans.put(plans, "hall", row("B", 10));

    assertThat(inUse.fields()).hasSize(50).doesNotHaveDuplicates().allMatch(field -> field.startsWith("A_"));
    assertThat(redis.commands().keys("*seat-plan*")).isEmpty();
  }

  @Test
  void largePlanWithALongDocumentIsStoredInSteps() {
    SeatId[] house = IntStream.range(0, 100).boxed().flatMap(i -> List.of(row("R" + i * 7919, 100)).stream())
        .toArray(SeatId[]::new);
    TestPlans.put(plans, "hall", house);
    done(lock("ann", LONG, house[9_999]));

    assertThat(occupancy().at(9_999)).isEqualTo(Occupancy.LOCKED);
    assertThat(Objects.requireNonNull(TestPlans.of(partitions).find("hall")).plan().seats()).hasSize(10_000);
  }

  @Test
  void venuesFollowTheRulesOfIds() {
    assertThatThrownBy(() -> plans.find("a:b")).isInstanceOf(InvalidRequest.class);
    assertThatThrownBy(() -> plans.delete("")).isInstanceOf(InvalidRequest.class);
    assertThatThrownBy(() -> plans.occupancy("a_b")).isInstanceOf(InvalidRequest.class);
    assertThatThrownBy(() -> plans.document("{p1}")).isInstanceOf(InvalidRequest.class);
    assertThatThrownBy(() -> TestPlans.put(plans, "a:b", seat("A", 1))).isInstanceOf(InvalidRequest.class);
  }
}
