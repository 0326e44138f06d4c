package io.seatlock.store.script;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.seat;
import static io.seatlock.seat.Commands.sell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.plan.Occupancy;
import io.seatlock.plan.StoredPlan;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.Seats;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.OccupancyAssertions;
import io.seatlock.store.RedisServers;
import io.seatlock.store.TestRedis;
import io.seatlock.store.plan.TestPlans;
import io.seatlock.store.script.DraftOperations.Beginning;
import io.seatlock.store.script.InspectOperation.Named;
import io.seatlock.testkit.LongRunning;
import io.seatlock.testkit.redis.RedisCluster;
import io.seatlock.testkit.redis.RedisClusterSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** While a Cluster moves a slot, a part of a plan, or the seats of a venue, that are on their way are not missing. */
@LongRunning
class MovingPlansIntegrationTests {

  private static final Duration LONG = Duration.ofMinutes(10);

  private static final Duration IDLE = Duration.ofHours(1);

  private static final String DRAFT = "e.1";

  private static final List<String> FIELDS = IntStream.range(0, 10).mapToObj(i -> "A_" + i).toList();

  private static final TestRedis redis = TestRedis.of(RedisServers.of(RedisCluster.start(
      RedisClusterSettings.of(2, RedisServers.settings().withoutPersistence()))));

  private final Partitions partitions = redis.partitions(new LockLimits(null, null, null, null, 0));

  private final Partition partition = partitions.of("hall");

  private final Keys keys = partition.keys();

  private final DraftOperations draft = draft(DRAFT, LONG);

  @AfterAll
  static void stop() {
    redis.close();
  }

  static Stream<SlotMove> moves() {
    return SlotMove.withDraft(DRAFT);
  }

  /** The venue has a plan with locked and sold seats, and A-9 has been available for long. */
  @BeforeEach
  void furnish() {
    redis.commands().flushall();
    redis.commands().hset(keys.identity(), Map.of("epoch", "first", "beat", "0"));
    SeatId[] plan = IntStream.range(0, 10).mapToObj(i -> seat("A", i)).toArray(SeatId[]::new);
    // The client may not know yet who has the slot since the test before.
    await().ignoreException(SeatsUnavailable.class)
        .until(() -> TestPlans.put(TestPlans.of(partitions), plan).isEmpty());
    Seats seats = TestRedis.seats(partitions);
    for (SeatCommand command : List.of(lock("ann", LONG, seat("A", 1), seat("A", 2)), lock("bob", LONG, seat("A", 3)),
        sell(by("bob"), seat("A", 3)))) {
      assertThat(seats.perform(command)).isInstanceOf(Outcome.Done.class);
    }
    redis.commands().hset(keys.seats("hall"), "A_9", "{\"status\":\"AVAILABLE\",\"version\":1}");
  }

  private DraftOperations draft(String generation, Duration life) {
    return new DraftOperations(partition, "hall", generation, life);
  }

  private void begin() {
    assertThat(draft.begin("e")).isEqualTo(Beginning.DRAFT);
  }

  private void complete() throws DraftOvertaken {
    draft.attach(0, "x");
    draft.fill(0, FIELDS);
    draft.seal();
  }

  private void beginAndComplete() throws DraftOvertaken {
    begin();
    complete();
  }

  private List<String> keysOfPlans(String generation) {
    return Stream.of("*seat-plan-*:", "*seat-occupancy:*:")
        .flatMap(kind -> redis.commands().keys(kind + generation).stream()).toList();
  }

  private String current() {
    return Objects.requireNonNull(redis.commands().hget(keys.plan("hall"), "current"));
  }

  private void assertDraftIsThePlan() {
    assertThat(current()).isEqualTo(DRAFT);
    assertThat(keysOfPlans("*")).hasSize(3).allMatch(key -> key.endsWith(DRAFT))
        .allMatch(key -> redis.commands().pttl(key) == -1);
    assertThat(redis.commands().hkeys(keysOfPlans(DRAFT).stream().filter(key -> key.contains("seat-plan-seats"))
        .findFirst().orElseThrow())).containsExactlyInAnyOrderElementsOf(FIELDS);
    new OccupancyAssertions(redis.commands()).check();
  }

  /** A lock key loses some milliseconds on its way; that is all that the check may find. */
  @ParameterizedTest
  @MethodSource("moves")
  void planIsReadAsItIsOrNotAtAll(SlotMove move) throws DraftOvertaken {
    beginAndComplete();
    String generation = current();
    InspectOperation inspect = new InspectOperation(redis.checks().partitions().of("hall"));
    List<Named> held = List.of(new Named("A_1", "hall:A:1"), new Named("A_2", "hall:A:2"));

    move.withAll(redis, () -> {
      Occupancy occupancy = Objects.requireNonNull(TestPlans.of(partitions).occupancy("hall"));
      assertThat(IntStream.range(0, 5).map(occupancy::at)).containsExactly(Occupancy.AVAILABLE, Occupancy.LOCKED,
          Occupancy.LOCKED, Occupancy.FINALIZED, Occupancy.AVAILABLE);
    }, () -> {
      StoredPlan read = Objects.requireNonNull(TestPlans.of(partitions).find("hall"));
      assertThat(read.plan().seats()).hasSize(FIELDS.size());
    }, () -> {
      assertThat(inspect.plan(true, "hall", generation)).isEmpty();
      assertThat(inspect.plan(true, "hall", DRAFT)).isEmpty();
    }, () -> assertThat(inspect.await(inspect.submit(true, "ann", "hall", held)).seats().stream()
        .flatMap(found -> found.differences().stream()))
        .allMatch(difference -> difference.kind().equals("WRONG_LOCK_KEY")));
  }

  @ParameterizedTest
  @MethodSource("moves")
  void venueIsStillScannedForIdleSeats(SlotMove move) {
    VenueOperations venues = new VenueOperations(partition);

    move.withAll(redis,
        () -> assertThat(venues.forget("", VenueOperations.START, 100, IDLE, Duration.ZERO).venue()).isEqualTo("hall"),
        () -> venues.forget("hall", VenueOperations.START, 100, IDLE, Duration.ZERO));

    assertThat(redis.commands().zrange(keys.venues(), 0, -1)).containsExactly("hall");
    assertThat(redis.commands().hkeys(keys.seats("hall"))).containsExactlyInAnyOrder("A_1", "A_2", "A_3");
  }

  @ParameterizedTest
  @MethodSource("moves")
  void planIsReplacedAsAWhole(SlotMove move) throws DraftOvertaken {
    beginAndComplete();

    move.withEachInTurn(redis, () -> assertThat(draft.publish(FIELDS.size(), 1)).isFalse());

    assertDraftIsThePlan();
  }

  @ParameterizedTest
  @MethodSource("moves")
  void eachStepOfADraftIsTakenOnce(SlotMove move) throws DraftOvertaken {
    begin();
    draft.attach(0, "x");
    draft.fill(0, FIELDS.subList(0, 2));

    move.withEachInTurn(redis, () -> draft.attach(1, "y"), () -> draft.fill(2, FIELDS.subList(2, FIELDS.size())),
        draft::seal, () -> assertThat(draft.misfits(null, 100).fields()).isEmpty(),
        () -> draft.publish(FIELDS.size(), 2));

    assertDraftIsThePlan();
  }

  @ParameterizedTest
  @MethodSource("moves")
  void draftIsBegunAsAWholeAndAnAbandonedOneIsRemoved(SlotMove move) throws DraftOvertaken {
    draft("d.1", Duration.ZERO).begin("d");

    move.withEachInTurn(redis, this::begin);

    assertThat(keysOfPlans("d.1")).isEmpty();
    assertThat(keysOfPlans(DRAFT)).isNotEmpty().allMatch(key -> redis.commands().pttl(key) > 0);
    complete();
    draft.publish(FIELDS.size(), 1);
    assertDraftIsThePlan();
  }

  @ParameterizedTest
  @MethodSource("moves")
  void deletedPlanLeavesNothingBehind(SlotMove move) throws DraftOvertaken {
    beginAndComplete();

    move.withEachInTurn(redis, () -> TestPlans.of(partitions).delete("hall"));

    assertThat(redis.commands().keys("*seat-plan*")).isEmpty();
    assertThat(redis.commands().keys("*seat-occupancy*")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("moves")
  void discardedDraftLeavesThePlanAlone(SlotMove move) throws DraftOvertaken {
    beginAndComplete();

    move.withEachInTurn(redis, draft::discard);

    assertThat(keysOfPlans(DRAFT)).isEmpty();
    assertThat(keysOfPlans("*")).hasSize(3);
    assertThat(redis.commands().hkeys(keys.plan("hall"))).containsExactlyInAnyOrder("current", "seats", "pieces");
    new OccupancyAssertions(redis.commands()).check();
  }
}
