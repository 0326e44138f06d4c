package io.seatlock.store.plan;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.seat;
import static io.seatlock.seat.Commands.sell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.plan.Occupancy;
import io.seatlock.plan.Plans.Put;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.Refusal;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.Seats;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.ConsistencyAssertions;
import io.seatlock.store.SharedRedis;
import io.seatlock.store.TestRedis;
import io.seatlock.store.redis.RedisTimeouts;
import io.seatlock.store.script.ClockedScript;
import io.seatlock.store.script.DraftOperations;
import io.seatlock.store.script.DraftOperations.Beginning;
import io.seatlock.store.script.DraftOvertaken;
import io.seatlock.store.script.GroupCommit;
import io.seatlock.store.script.Partitions;
import io.seatlock.store.script.Script;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A draft is given up as a whole, whoever stops at whatever step. */
@SharedRedis
class PlanDraftsIntegrationTests {

  private static final Duration LONG = Duration.ofMinutes(2);

  private static final Duration LIFE = Duration.ofSeconds(10);

  private static final LockLimits LIMITS = new LockLimits(null, null, null, null, 0);

  private final TestRedis redis = TestRedis.emptied();

  private final Script script = new Script(redis.connections(), ClockedScript.source());

  private final Partitions partitions = partitions(script);

  private final Seats seats = TestRedis.seats(partitions);

  PlanDraftsIntegrationTests() {
    ClockedScript.set(redis, ClockedScript.START);
  }

  @AfterEach
  void booksAgree() {
    new ConsistencyAssertions(redis.commands()).check();
  }

  private Partitions partitions(GroupCommit.Call call) {
    return Partitions.of(redis.servers().partitions(), _ -> call, new RedisTimeouts(Duration.ofSeconds(5)), LIMITS,
        new SimpleMeterRegistry());
  }

  private Put put(Partitions through, SeatId... plan) {
    return TestPlans.put(TestPlans.of(through), "hall", plan);
  }

  private static SeatId[] row(String row, int count) {
    return IntStream.range(0, count).mapToObj(i -> seat(row, i)).toArray(SeatId[]::new);
  }

  private DraftOperations draft(String generation) {
    return new DraftOperations(partitions.of("hall"), "hall", generation, LIFE);
  }

  private static void complete(DraftOperations draft) throws DraftOvertaken {
    assertThat(draft.begin("e")).isEqualTo(Beginning.DRAFT);
    draft.attach(0, "x");
    draft.fill(0, List.of("A_1", "A_2"));
    draft.seal();
    assertThat(draft.misfits(null, 100).fields()).isEmpty();
  }

  private Refusal refusal(SeatId seat) {
    return ((Outcome.Refused) seats.perform(lock("eve", LONG, seat))).mostSevere().code();
  }

  private boolean isLocked(SeatId seat) {
    return seats.perform(lock("ann", LONG, seat)) instanceof Outcome.Done;
  }

  @Test
  void draftRefusesNothingBeforeItIsSealed() throws DraftOvertaken {
    DraftOperations draft = draft("e.1");
    draft.begin("e");
    draft.fill(0, List.of("A_1"));
    assertThat(isLocked(seat("A", 2))).isTrue();

    draft.seal();

    assertThat(refusal(seat("A", 3))).isEqualTo(Refusal.SEAT_UNKNOWN);
    assertThat(refusal(seat("A", 2))).isEqualTo(Refusal.SEAT_LOCKED);
    assertThat(isLocked(seat("A", 1))).isTrue();
    assertThat(draft.misfits(null, 100).fields()).containsExactly("A_2");
    draft.discard();
    assertThat(isLocked(seat("A", 3))).isTrue();
    assertThat(redis.commands().keys("*seat-plan*")).isEmpty();
  }

  @Test
  void sealedDraftAndPresentPlanBothJudge() throws DraftOvertaken {
    put(partitions, seat("A", 2), seat("A", 3));
    complete(draft("e.1"));

    assertThat(refusal(seat("A", 1))).isEqualTo(Refusal.SEAT_UNKNOWN);
    assertThat(refusal(seat("A", 3))).isEqualTo(Refusal.SEAT_UNKNOWN);
    assertThat(isLocked(seat("A", 2))).isTrue();
  }

  @Test
  void onlyASealedDraftIsPublished() throws DraftOvertaken {
    DraftOperations draft = draft("e.1");
    draft.begin("e");
    draft.fill(0, List.of("A_1"));

    assertThatThrownBy(() -> draft.publish(1, 0)).isInstanceOf(DraftOvertaken.class);
  }

  @Test
  void abandonedDraftEndsByItselfAndLeavesNothing() throws DraftOvertaken {
    put(partitions, seat("A", 3));
    DraftOperations draft = draft("e.1");
    complete(draft);
    ClockedScript.set(redis, ClockedScript.START.plus(LIFE));

    assertThat(isLocked(seat("A", 3))).isTrue();
    assertThatThrownBy(() -> draft.publish(2, 1)).isInstanceOf(DraftOvertaken.class);
    assertThat(redis.commands().keys("*:e.1")).hasSize(3)
        .allMatch(key -> redis.commands().pttl(key) > 0 && redis.commands().pttl(key) < 100_000);

    assertThat(put(partitions, seat("A", 3), seat("A", 4))).isInstanceOf(Put.Stored.class);
    assertThat(redis.commands().keys("*seat-plan*")).hasSize(3);
  }

  @Test
  void abandonedFirstDraftLeavesNoPlanBehind() throws DraftOvertaken {
    complete(draft("e.1"));
    ClockedScript.set(redis, ClockedScript.START.plus(LIFE));

    assertThat(isLocked(seat("A", 3))).isTrue();
    assertThat(TestPlans.of(partitions).find("hall")).isNull();
    assertThat(redis.commands().keys("*seat-plan*")).hasSize(3)
        .allMatch(key -> redis.commands().pttl(key) > 0 && redis.commands().pttl(key) < 100_000);
  }

  @Test
  void draftsOfOthersAreWaitedForAsLongAsTheyLive() throws DraftOvertaken {
    complete(draft("e.1"));

    assertThat(draft("f.2").begin("f")).isEqualTo(Beginning.BUSY);
    ClockedScript.set(redis, ClockedScript.START.plus(LIFE));
    assertThat(draft("f.2").begin("f")).isEqualTo(Beginning.DRAFT);
    assertThat(redis.commands().keys("*:e.1")).isEmpty();
  }

  @Test
  void draftOfADeletedPlanIsGivenUp() throws DraftOvertaken {
    DraftOperations draft = draft("e.1");
    complete(draft);
    TestPlans.of(partitions).delete("hall");

    assertThatThrownBy(() -> draft.publish(2, 1)).isInstanceOf(DraftOvertaken.class);
    assertThat(redis.commands().keys("*seat-plan*")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void writerThatStopsAtAnyStepChangesNothing(int calls) {
    put(partitions, row("A", 500));
    Partitions dying = partitions(new StoppingCall(script, calls));

    assertThatThrownBy(() -> put(dying, row("B", 500))).isInstanceOf(SeatsUnavailable.class);

    assertThat(Objects.requireNonNull(TestPlans.of(partitions).find("hall")).plan().indexOf("A", "7")).isEqualTo(7);
    ClockedScript.set(redis, ClockedScript.START.plus(LIFE));
    assertThat(isLocked(seat("A", 7))).isTrue();
    assertThat(put(partitions, row("A", 501))).isInstanceOf(Put.Stored.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void stepThatAFailOverLosesMakesTheWriterBeginAgain(int calls) {
    put(partitions, row("A", 500));
    seats.perform(lock("ann", LONG, seat("A", 3)));
    seats.perform(sell(by("ann"), seat("A", 3)));
    ForgettingCall losing = new ForgettingCall(script, redis, calls);

    assertThat(put(partitions(losing), row("A", 600))).isInstanceOf(Put.Stored.class);

    assertThat(losing.hasForgotten()).isTrue();
    assertThat(Objects.requireNonNull(TestPlans.of(partitions).find("hall")).plan().seats()).hasSize(600);
    assertThat(Objects.requireNonNull(TestPlans.of(partitions).occupancy("hall")).at(3))
        .isEqualTo(Occupancy.FINALIZED);
  }
}
