package io.seatlock.store;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.look;
import static io.seatlock.seat.Commands.seat;
import static io.seatlock.seat.Commands.sell;
import static io.seatlock.seat.Commands.unlock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.seat.Commands;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.Refusal;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.Seats;
import io.seatlock.store.expiry.IdleSeats;
import io.seatlock.store.plan.TestPlans;
import io.seatlock.store.script.ClockedScript;
import io.seatlock.store.script.CommandLimits;
import io.seatlock.store.script.Partitions;
import io.seatlock.store.script.Script;
import io.seatlock.store.settings.GrowthSettings;
import io.seatlock.store.settings.HolderSettings;
import io.seatlock.store.settings.RecordSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever invents venues and seats fills Redis up to a limit, and not for ever. */
@SharedRedis
class GrowthIntegrationTests {

  private static final int INVENTED = 10_000;

  private static final int MOST_VENUES = 200;

  private static final Duration LONG = Duration.ofMinutes(10);

  private static final Duration IDLE = Duration.ofHours(24);

  private static final CommandLimits LIMITS = new CommandLimits(new LockLimits(null, null, null, null, 0),
      HolderSettings.UNLIMITED, new GrowthSettings(MOST_VENUES, 5, IDLE, false), RecordSettings.DEFAULTS);

  private final TestRedis redis = TestRedis.emptied();

  private final Partitions partitions = redis.partitions(LIMITS, ClockedScript.source());

  private final Seats seats = TestRedis.seats(partitions);

  private final IdleSeats idle = new IdleSeats(partitions, IDLE, new SimpleMeterRegistry());

  private Instant now = ClockedScript.START;

  GrowthIntegrationTests() {
    ClockedScript.set(redis, now);
  }

  @AfterEach
  void booksAgree() {
    new ConsistencyAssertions(redis.commands()).check();
  }

  private void pass(Duration time) {
    now = now.plus(time);
    ClockedScript.set(redis, now);
  }

  private Outcome.Done done(SeatCommand command) {
    Outcome outcome = seats.perform(command);
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return (Outcome.Done) outcome;
  }

  private List<String> fields() {
    return redis.commands().hkeys(redis.key("hall", "seats:hall")).stream().sorted().toList();
  }

  /** Until nothing is to be looked at. */
  private void sweep() {
    for (int i = 0; i < 20; i++) {
      partitions.all().forEach(idle::runOnce);
    }
  }

  @Test
  void inventedVenuesAreRefusedPastTheLimit() {
    Partitions real = redis.partitions(LIMITS, Script.source());
    List<SeatCommand> invented = IntStream.range(0, INVENTED)
        .mapToObj(i -> (SeatCommand) lock("mallory", LONG, new SeatId("invented-" + i, "A", "1"))).toList();

    List<Outcome> outcomes = Commands.performAll(TestRedis.seats(real), invented);

    long granted = outcomes.stream().filter(Outcome.Done.class::isInstance).count();
    assertThat(granted).isEqualTo((long) MOST_VENUES * real.all().size());
    assertThat(outcomes.stream().filter(Outcome.Refused.class::isInstance).map(Outcome.Refused.class::cast))
        .hasSize(INVENTED - (int) granted)
        .allMatch(refused -> refused.mostSevere().code() == Refusal.STORAGE_LIMIT_REACHED);
    assertThat(redis.commands().keys("*seats:*")).hasSize((int) granted);
    SeatId known = new SeatId("invented-0", "A", "2");
    assertThat(TestRedis.seats(real).perform(lock("ann", LONG, known))).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void inventedSeatsOfAVenueAreRefusedPastTheLimit() {
    done(lock("ann", LONG, seat("A", 1), seat("A", 2), seat("A", 3), seat("A", 4)));
    done(unlock(by("ann"), seat("A", 1)));

    Outcome refused = seats.perform(lock("bob", LONG, seat("A", 1), seat("A", 5), seat("A", 6)));

    assertThat(((Outcome.Refused) refused).conflicts()).extracting(conflict -> conflict.seat().seat(),
        Outcome.Conflict::code).containsExactly(
            tuple("5",
                Refusal.STORAGE_LIMIT_REACHED),
            tuple("6", Refusal.STORAGE_LIMIT_REACHED));
    assertThat(fields()).hasSize(4);
    done(lock("bob", LONG, seat("A", 1), seat("A", 5)));
    assertThat(fields()).hasSize(5);
  }

  @Test
  void whereAPlanIsRequiredNobodyInventsVenues() {
    Partitions strict = redis.partitions(new CommandLimits(LIMITS.lock(), LIMITS.holder(),
        new GrowthSettings(MOST_VENUES, 5, IDLE, true), LIMITS.records()), Script.source());
    Seats guarded = TestRedis.seats(strict);
    TestPlans.put(TestPlans.of(strict), seat("A", 1));

    Outcome invented = guarded.perform(lock("mallory", LONG, new SeatId("invented", "A", "1")));

    assertThat(((Outcome.Refused) invented).mostSevere().code()).isEqualTo(Refusal.SEAT_UNKNOWN);
    assertThat(redis.commands().keys("*invented*")).isEmpty();
    assertThat(guarded.perform(lock("ann", LONG, seat("A", 1)))).isInstanceOf(Outcome.Done.class);
    TestPlans.of(strict).delete("hall");
    Outcome planless = guarded.perform(lock("bob", LONG, seat("A", 2)));
    assertThat(((Outcome.Refused) planless).mostSevere().code()).isEqualTo(Refusal.SEAT_UNKNOWN);
  }

  @Test
  void seatThatIsAvailableForADayIsForgottenAndItsNextVersionIsGreater() {
    long version = done(lock("ann", LONG, seat("A", 1))).seats().getFirst().version();
    version = Math.max(version, done(unlock(by("ann"), seat("A", 1))).seats().getFirst().version());
    pass(IDLE.plusSeconds(1));
    sweep();

    assertThat(redis.commands().keys("*seats:*")).isEmpty();
    assertThat(redis.commands().keys("*seat-venues")).isEmpty();
    assertThat(done(look(seat("A", 1))).seats().getFirst().version()).isZero();
    assertThat(done(lock("bob", LONG, seat("A", 1))).seats().getFirst().version()).isGreaterThan(version);
    assertThat(redis.commands().zcard(redis.key("hall", "seat-venues"))).isOne();
  }

  @Test
  void fullRedisForgetsSeatsToo() {
    done(lock("ann", LONG, seat("A", 1)));
    done(unlock(by("ann"), seat("A", 1)));
    pass(IDLE.plusSeconds(1));
    redis.view().nodes().forEach(node -> node.configSet("maxmemory", "1"));
    try {
      sweep();
    } finally {
      redis.view().nodes().forEach(node -> node.configSet("maxmemory", "0"));
    }

    assertThat(redis.commands().keys("*seats:*")).isEmpty();
  }

  @Test
  void lastHolderIsRememberedUntilThen() {
    done(lock("ann", LONG, seat("A", 1)));
    pass(LONG);
    done(new SeatCommand.Expire(seat("A", 1)));
    pass(IDLE);
    sweep();

    assertThat(((Outcome.Refused) seats.perform(sell(by("ann"), seat("A", 1)))).mostSevere().code())
        .isEqualTo(Refusal.LOCK_EXPIRED);
  }

  @Test
  void heldSoldAndDamagedSeatsStay() {
    done(lock("ann", Duration.ofSeconds(900), seat("A", 1), seat("A", 2), seat("A", 3)));
    done(sell(by("ann"), seat("A", 2)));
    done(unlock(by("ann"), seat("A", 3)));
    redis.commands().hset(redis.key("hall", "seats:hall"), "A_4", "{\"status\":\"AVAILABLE\",\"version\":oops}");
    redis.commands().hset(redis.key("hall", "seats:hall"), "A_5",
        "{\"status\":\"AVAILABLE\",\"version\":" + (now.plus(IDLE).toEpochMilli() * 1000) + "}");
    pass(IDLE.plusSeconds(1));
    sweep();

    assertThat(fields()).containsExactly("A_1", "A_2", "A_4", "A_5");
    redis.commands().hdel(redis.key("hall", "seats:hall"), "A_4", "A_5");
    done(new SeatCommand.Expire(seat("A", 1)));
  }

  @Test
  void everyPageOfALargeVenueIsSeen() {
    Seats roomy = TestRedis.seats(redis.partitions(CommandLimits.of(LIMITS.lock()), ClockedScript.source()));
    for (int row = 0; row < 20; row++) {
      String name = "R" + row;
      SeatId[] group = IntStream.range(0, 50).mapToObj(number -> seat(name, number)).toArray(SeatId[]::new);
      roomy.perform(lock("ann", LONG, group));
      roomy.perform(unlock(by("ann"), group));
    }
    assertThat(fields()).hasSize(1000);
    pass(IDLE.plusSeconds(1));
    sweep();

    assertThat(fields()).isEmpty();
  }

  @Test
  void venueIsNotLookedThroughAllTheTime() {
    done(lock("ann", LONG, seat("A", 1)));
    done(unlock(by("ann"), seat("A", 1)));
    pass(IDLE.dividedBy(4));
    sweep();
    redis.commands().hset(redis.key("hall", "seats:hall"), "A_2", "{\"status\":\"AVAILABLE\",\"version\":1}");
    pass(IDLE.dividedBy(4).minusSeconds(1));
    sweep();
    assertThat(fields()).contains("A_2");

    pass(Duration.ofSeconds(1));
    sweep();
    assertThat(fields()).containsExactly("A_1");
  }
}
