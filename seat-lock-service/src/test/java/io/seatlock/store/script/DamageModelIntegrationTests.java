package io.seatlock.store.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.Range;
import io.seatlock.seat.CommandFailed;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.Refusal;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.Seats;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.SharedRedis;
import io.seatlock.store.TestRedis;
import io.seatlock.store.plan.TestPlans;
import io.seatlock.testkit.LongRunning;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Failure 30: whatever a command may write is checked before its first write. Random commands meet keys that a careless
 * hand has damaged in the middle of the game; time stands still, so that no lock ends by itself. A command that is not
 * carried out changes nothing at all; one that is has met no damaged seat.
 */
@LongRunning
@SharedRedis
class DamageModelIntegrationTests {

  private static final int SEEDS = 400;

  private static final int COMMANDS_BEFORE = 8;

  private static final int COMMANDS_AFTER = 12;

  /** With a cap the holdings are counted before the first write; without one they must be checked all the same. */
  private static final List<LockLimits> LIMITS = List.of(new LockLimits(null, null, null, null, 4),
      new LockLimits(null, null, null, null, 0));

  private static final List<Hand> HANDS = List.of(
      broken("{oops"), broken("null"), broken("[1]"), broken("{\"status\":\"AVAILABLE\"}"),
      broken("{\"status\":\"AVAILABLE\",\"version\":0.5}"),
      broken("{\"status\":\"AVAILABLE\",\"last\":{},\"version\":1}"),
      broken("{\"status\":\"LOCKED\",\"userId\":\"ann\",\"version\":1}"),
      broken(
          "{\"status\":\"LOCKED\",\"userId\":\"ann\",\"lockId\":\"lock-1\",\"lockedAt\":\"2100-02-28T00:00:00.000Z\","
              + "\"expiresAt\":\"2100-03-28T00:00:00.000Z\",\"group\":7,\"version\":1}"),
      text("seats:hall"), text("seat-holdings:hall:ann"), text("seat-holdings:hall:bob"), text("seat-deadlines"),
      text("seat-outbox"), text("seat-venues"), text("seat-plan:hall"), ofPlan("seat-plan-seats"),
      ofPlan("seat-occupancy"), text("seat-answered:topic/hall"), list("seatlock:hall:A:1"));

  private final TestRedis redis = TestRedis.emptied();

  private final List<Partitions> partitions = LIMITS.stream()
      .map(limits -> redis.partitions(limits, ClockedScript.source())).toList();

  /** @param name of a key of the venue's partition */
  private record Hand(String name, boolean damagesSeat, Damaging damaging) {

    void damage(TestRedis redis) {
      damaging.damage(redis, redis.key("hall", name));
    }
  }

  private interface Damaging {

    void damage(TestRedis redis, String key);
  }

  private static Hand broken(String json) {
    return new Hand("seats:hall", true, (redis, key) -> redis.commands().hset(key, "A_1", json));
  }

  private static Hand text(String name) {
    return new Hand(name, false, (redis, key) -> {
      redis.commands().del(key);
      redis.commands().set(key, "something else");
    });
  }

  /** Of the plan that the hall has in every game. */
  private static Hand ofPlan(String name) {
    return new Hand("seat-plan:hall", false, (redis, plan) -> {
      String key = plan.replace("seat-plan", name) + ":" + redis.commands().hget(plan, "current");
      redis.commands().del(key);
      redis.commands().lpush(key, "something else");
    });
  }

  private static Hand list(String name) {
    return new Hand(name, false, (redis, key) -> {
      redis.commands().del(key);
      redis.commands().lpush(key, "something else");
    });
  }

  @Test
  void commandIsCarriedOutWholeOrNotAtAll() {
    LongStream.range(0, SEEDS).forEach(this::play);
  }

  private void play(long seed) {
    TestRedis.emptied();
    ClockedScript.set(redis, ClockedScript.START);
    Random random = new Random(seed);
    Partitions rules = partitions.get(random.nextInt(LIMITS.size()));
    Seats seats = TestRedis.seats(rules);
    TestPlans.put(TestPlans.of(rules), new SeatId("hall", "A", "1"), new SeatId("hall", "A", "2"));
    RandomCommands commands = new RandomCommands(random);
    Hand hand = HANDS.get((int) (seed % HANDS.size()));
    Instant now = ClockedScript.START;
    for (int i = 0; i < COMMANDS_BEFORE; i++) {
      seats.perform(commands.next(now));
    }
    hand.damage(redis);
    for (int i = 0; i < COMMANDS_AFTER; i++) {
      check(seed + " " + hand.name(), hand, seats, commands.next(now));
    }
  }

  private void check(String game, Hand hand, Seats seats, SeatCommand command) {
    Map<String, String> before = snapshot();
    Outcome outcome = perform(seats, command);
    if (!(outcome instanceof Outcome.Done)) {
      assertThat(snapshot()).as("%s: %s -> %s", game, command, outcome).isEqualTo(before);
    }
    if (hand.damagesSeat() && touchesDamagedSeat(command)) {
      assertThat(outcome).as("%s: %s", game, command).isInstanceOfAny(Outcome.Refused.class, Outcome.Answered.class);
      if (outcome instanceof Outcome.Refused refused) {
        assertThat(refused.mostSevere().code()).as("%s: %s", game, command).isEqualTo(Refusal.SEAT_DAMAGED);
      }
    }
  }

  private static @Nullable Outcome perform(Seats seats, SeatCommand command) {
    try {
      return seats.perform(command);
    } catch (SeatsUnavailable | CommandFailed failed) {
      return null;
    }
  }

  private static boolean touchesDamagedSeat(SeatCommand command) {
    return switch (command) {
      case SeatCommand.OfGroup ofGroup ->
        ofGroup.group().seats().stream().anyMatch(DamageModelIntegrationTests::isDamaged);
      case SeatCommand.LockBest best ->
        best.requestId() == null && !best.choices().isEmpty() && best.choices().stream()
            .allMatch(choice -> choice.seats().stream().anyMatch(DamageModelIntegrationTests::isDamaged));
      case SeatCommand.Expire expire -> isDamaged(expire.seat());
      case SeatCommand.Reject _ -> false;
    };
  }

  private static boolean isDamaged(SeatId seat) {
    return seat.toString().equals("hall:A:1");
  }

  /** All but the answers to records, and what is remembered of them: a refusal writes these. */
  private Map<String, String> snapshot() {
    Map<String, String> values = new TreeMap<>();
    redis.commands().keys("*").stream()
        .filter(key -> !key.contains("seat-answered:topic") && !key.endsWith("seat-outbox"))
        .forEach(key -> values.put(key, HexFormat.of().formatHex(redis.commands().dump(key))));
    values.put("changes announced", String.valueOf(changes()));
    return values;
  }

  private long changes() {
    return partitions.getFirst().all().stream().map(partition -> partition.keys().outbox())
        .filter(outbox -> redis.commands().type(outbox).equals("stream"))
        .flatMap(outbox -> redis.commands().xrange(outbox, Range.unbounded()).stream())
        .filter(event -> event.getBody().containsKey("seat")).count();
  }
}
