package io.seatlock.check;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.release;
import static io.seatlock.seat.Commands.seat;
import static io.seatlock.seat.Commands.sell;
import static io.seatlock.seat.Commands.unlock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.seatlock.seat.Commands;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatGroup;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.Seats;
import io.seatlock.store.ConsistencyAssertions;
import io.seatlock.store.OnSingleRedis;
import io.seatlock.store.SharedRedis;
import io.seatlock.store.TestRedis;
import io.seatlock.store.expiry.Sweep;
import io.seatlock.store.script.Partitions;
import io.seatlock.store.script.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The check finds what a hand has spoilt, and mends it if asked to. */
@SharedRedis
class CheckIntegrationTests {

  private static final Duration LONG = Duration.ofMinutes(10);

  private static final Duration SHORT = Duration.ofMillis(20);

  private static final LockLimits LIMITS = new LockLimits(null, null, null, null, 2);

  static final List<Damage> REPAIRABLE = Damage.REPAIRABLE;

  static final List<Damage> ALL = Stream.concat(REPAIRABLE.stream(), Damage.NOT_REPAIRABLE.stream()).toList();

  private final TestRedis redis = TestRedis.emptied();

  private final Partitions partitions = redis.partitions(LIMITS);

  private final Seats seats = TestRedis.seats(partitions);

  private final List<Difference> differences = new ArrayList<>();

  @BeforeEach
  void furnish() {
    done(lock("ann", LONG, seat("A", 1)), lock("bob", LONG, seat("A", 2), seat("A", 3)),
        unlock(by("bob"), seat("A", 2)), sell(by("bob"), seat("A", 3)));
    Damage.furnishClub(partitions);
  }

  private void done(SeatCommand... commands) {
    assertThat(Commands.performAll(seats, List.of(commands))).allMatch(outcome -> outcome instanceof Outcome.Done);
  }

  private Check.Result check(boolean repair) {
    differences.clear();
    return redis.check().run(repair, differences::add);
  }

  private Check.Result check(int of, boolean repair) {
    differences.clear();
    return redis.checks().check(of, Script.source()).run(repair, differences::add);
  }

  @Test
  void nothingIsFoundWhereNothingIsWrong() {
    assertThat(check(false)).isEqualTo(new Check.Result(4, 6, 0, 0));
    assertThat(check(true)).isEqualTo(new Check.Result(4, 6, 0, 0));
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void damageIsToldByNameAndNotRepairedUnasked(Damage damage) {
    damage.hand().spoil(redis);
    Map<String, String> before = everything();

    check(false);

    assertThat(differences).extracting(Difference::kind, difference -> difference.where().replaceAll("^\\{p\\d}:", ""))
        .containsExactly(tuple(damage.kind(), damage.where()));
    assertThat(differences.getFirst().sentence()).endsWith(".").doesNotContain("%", "null", "\n");
    assertThat(differences.getFirst().repaired()).isFalse();
    assertThat(everything()).isEqualTo(before);
  }

  @ParameterizedTest
  @FieldSource("REPAIRABLE")
  void damageIsRepairedIfAskedAndTheServiceGoesOn(Damage damage) {
    Map<String, String> before = everything();
    damage.hand().spoil(redis);

    Check.Result result = check(true);

    assertThat(differences).extracting(Difference::kind).containsExactly(damage.kind());
    assertThat(differences.getFirst().repaired()).isTrue();
    assertThat(result.left()).isZero();
    assertThat(result.repaired()).isEqualTo(1);
    assertThat(everything()).isEqualTo(before);
    new ConsistencyAssertions(redis.commands()).check();
    goesOn();
  }

  /** With a cap of two seats, so that wrong holdings would show. */
  private void goesOn() {
    done(lock("ann", LONG, seat("A", 2)), unlock(by("ann"), seat("A", 1), seat("A", 2)),
        lock("bob", LONG, seat("A", 1), seat("A", 2)), release(by("bob"), seat("A", 3)));
    assertThat(check(false).left()).isZero();
  }

  @ParameterizedTest
  @FieldSource("io.seatlock.check.Damage#NOT_REPAIRABLE")
  void whatOnlyTheOperatorCanKnowIsNeverGuessed(Damage damage) {
    damage.hand().spoil(redis);
    Map<String, String> before = everything();

    assertThat(check(true).left()).isEqualTo(1);

    assertThat(differences.getFirst().repaired()).isFalse();
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void seatWhoseDeadlineWasLostEndsAndIsAnnouncedAfterTheRepair() throws InterruptedException {
    done(lock("ann", SHORT, seat("B", 1)));
    redis.commands().zrem(redis.key("hall", "seat-deadlines"), "hall:B:1");
    Thread.sleep(SHORT);
    Sweep sweep = new Sweep(partitions, Duration.ofMillis(10));
    sweep.runOnce(partitions.of("hall"));
    assertThat(redis.commands().hget(redis.key("hall", "seats:hall"), "B_1")).contains("LOCKED");

    check(true);
    sweep.runOnce(partitions.of("hall"));

    assertThat(differences).extracting(Difference::kind).containsExactly(Difference.Kind.NO_DEADLINE);
    assertThat(redis.events(partitions).getLast()).containsEntry("seat", "hall:B:1").containsEntry("reason", "expired");
    assertThat(check(false).left()).isZero();
  }

  @Test
  void deadLockThatNobodyMetYetIsNoDifference() throws InterruptedException {
    done(lock("ann", SHORT, seat("B", 1)));
    Thread.sleep(SHORT.multipliedBy(2));

    check(true);

    assertThat(differences).isEmpty();
    assertThat(redis.commands().hget(redis.key("hall", "seats:hall"), "B_1")).contains("LOCKED");
  }

  @Test
  void keyThatOutlivesItsDeadLockIsTakenAway() throws InterruptedException {
    done(lock("ann", SHORT, seat("B", 1)));
    Thread.sleep(SHORT.multipliedBy(2));
    redis.commands().set(redis.key("hall", "seatlock:hall:B:1"), "1");

    check(true);

    assertThat(differences).extracting(Difference::kind).containsExactly(Difference.Kind.WRONG_LOCK_KEY);
    assertThat(redis.commands().exists(redis.key("hall", "seatlock:hall:B:1"))).isZero();
  }

  @Test
  void allIndexesOfALargeHouseAreWrittenAnew() {
    int rows = 30;
    IntStream.range(0, rows).forEach(row -> Commands.performAll(seats, IntStream.range(0, 100).<SeatCommand>mapToObj(
        number -> lock("user-" + row + "-" + number, LONG, seat("R" + row, number))).toList()));
    Stream.of("*seatlock:*", "*seat-holdings:*", "*seat-deadlines")
        .flatMap(names -> redis.commands().keys(names).stream())
        .forEach(redis.commands()::del);

    Check.Result result = check(true);

    assertThat(result.repaired()).isEqualTo(3L * (100 * rows + 2));
    assertThat(differences).doesNotHaveDuplicates();
    new ConsistencyAssertions(redis.commands()).check();
    assertThat(check(false).left()).isZero();
  }

  @Test
  @OnSingleRedis("it starts with the plain names of one partition")
  void keysOfAnotherNumberOfPartitionsAreToldOnceForEachVenue() {
    assertThat(check(8, true).left()).isEqualTo(1);
    assertThat(differences).extracting(Difference::toString).first().asString()
        .startsWith("seat* WRONG_PARTITION: It is not where seat-lock.partitions=8 puts it.");

    TestRedis.emptied();
    Commands.performAll(TestRedis.seats(redis.partitions(8, LIMITS)), List.of(
        lock("ann", LONG, null, SeatGroup.of(new SeatId("hall", "A", "1"))),
        lock("ann", LONG, null, SeatGroup.of(new SeatId("club", "A", "1")))));
    assertThat(check(8, false)).isEqualTo(new Check.Result(2, 2, 0, 0));
    assertThat(check(9, true).left()).isPositive();
    assertThat(differences).extracting(Difference::kind).containsOnly(Difference.Kind.WRONG_PARTITION);
    assertThat(check(8, false)).isEqualTo(new Check.Result(2, 2, 0, 0));
  }

  @Test
  void identityOfTheWrongTypeOrOfAnotherNumberOfPartitionsIsTold() {
    String identity = redis.key("hall", "seat-identity");
    redis.commands().hset(identity, "partitions", "77");
    check(false);
    assertThat(differences).extracting(Difference::kind).containsExactly(Difference.Kind.WRONG_PARTITION);
    assertThat(differences.getFirst().where()).isEqualTo(identity);

    redis.commands().del(identity);
    redis.commands().set(identity, "something else");
    check(false);
    assertThat(differences).extracting(Difference::kind).containsExactly(Difference.Kind.WRONG_TYPE);
  }

  /** What every key holds; the ends of keys are rounded, since time passes while they are read. */
  private Map<String, String> everything() {
    Map<String, String> all = new TreeMap<>();
    for (String key : redis.commands().keys("*")) {
      String value = switch (redis.commands().type(key)) {
        case "string" -> redis.commands().get(key) + (redis.commands().pttl(key) < 0 ? "" : " for a while");
        case "hash" -> redis.commands().hgetall(key).toString();
        case "zset" -> redis.commands().zrangeWithScores(key, 0, -1).toString();
        case "list" -> redis.commands().lrange(key, 0, -1).toString();
        default -> redis.commands().xinfoStream(key).toString();
      };
      all.put(key, value);
    }
    return all;
  }
}
