package io.seatlock.check;

import static io.seatlock.check.Difference.Kind.BROKEN_PLAN;
import static io.seatlock.check.Difference.Kind.BROKEN_SEAT;
import static io.seatlock.check.Difference.Kind.NOT_IN_PLAN;
import static io.seatlock.check.Difference.Kind.NO_DEADLINE;
import static io.seatlock.check.Difference.Kind.NO_HOLDING;
import static io.seatlock.check.Difference.Kind.NO_LOCK_KEY;
import static io.seatlock.check.Difference.Kind.NO_SEAT;
import static io.seatlock.check.Difference.Kind.SEAT_NOT_NORMAL;
import static io.seatlock.check.Difference.Kind.STRAY_BARRIER;
import static io.seatlock.check.Difference.Kind.STRAY_DEADLINE;
import static io.seatlock.check.Difference.Kind.STRAY_HOLDING;
import static io.seatlock.check.Difference.Kind.STRAY_LOCK_KEY;
import static io.seatlock.check.Difference.Kind.STRAY_PLAN;
import static io.seatlock.check.Difference.Kind.USER_NOT_NORMAL;
import static io.seatlock.check.Difference.Kind.WRONG_DEADLINE;
import static io.seatlock.check.Difference.Kind.WRONG_HOLDING;
import static io.seatlock.check.Difference.Kind.WRONG_LOCK_KEY;
import static io.seatlock.check.Difference.Kind.WRONG_OCCUPANCY;
import static io.seatlock.check.Difference.Kind.WRONG_TYPE;

import io.lettuce.core.BitFieldArgs;
import io.lettuce.core.SetArgs;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import io.seatlock.seat.Commands;
import io.seatlock.seat.SeatId;
import io.seatlock.store.TestRedis;
import io.seatlock.store.plan.TestPlans;
import io.seatlock.store.script.Partitions;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What a careless hand can do to a house in which ann has locked seat was given back and bob has
 * bought A-3.
 *
 * @param what a sentence
 * @param where what the check names: a seat, or a key without the tag of its partition
 */
public record Damage(String what, Difference.Kind kind, String where, Hand hand) {

  private static final String A1 = "hall:A:1";

  private static final String KEY = "seatlock:hall:A:1";

  private static final String DEADLINES = "seat-deadlines";

  private static final String HOLDINGS = "seat-holdings:hall:ann";

  private static final String SEATS = "seats:hall";

  private static final double FAR = 4e12;

  /** Of what can be derived from the hashes. */
  public static final List<Damage> REPAIRABLE = List.of(
      new Damage("the lock key is gone", NO_LOCK_KEY, A1, KEY, (redis, key) -> redis.del(key)),
      new Damage("the lock key ends early", WRONG_LOCK_KEY, A1, KEY, (redis, key) -> redis.pexpire(key, 30_000)),
      new Damage("the lock key ends late", WRONG_LOCK_KEY, A1, KEY, (redis, key) -> redis.pexpire(key, 90_000)),
      new Damage("the lock key never ends", WRONG_LOCK_KEY, A1, KEY, (redis, key) -> redis.persist(key)),
      new Damage("the lock key holds something else", WRONG_LOCK_KEY, A1, KEY,
          (redis, key) -> redis.set(key, "2", SetArgs.Builder.keepttl())),
      locked("a free seat", "hall:A:2"),
      locked("a sold seat", "hall:A:3"),
      locked("a seat that nobody touched", "hall:Ö 1:9"),
      locked("what is no seat", "by hand"),
      new Damage("the deadline is gone", NO_DEADLINE, A1, DEADLINES, (redis, key) -> redis.zrem(key, A1)),
      new Damage("the deadline is wrong", WRONG_DEADLINE, A1, DEADLINES, (redis, key) -> redis.zincrby(key, 1, A1)),
      due("a free seat", "hall:A:2"),
      due("a sold seat", "hall:A:3"),
      due("a seat that nobody touched", "hall:Ö 1:9"),
      due("what is no seat", "by hand"),
      new Damage("the holding is gone", NO_HOLDING, A1, HOLDINGS, (redis, key) -> redis.zrem(key, "A_1")),
      new Damage("the holding is wrong", WRONG_HOLDING, A1, HOLDINGS, (redis, key) -> redis.zincrby(key, -1, "A_1")),
      held("another's seat", "c:{ä}", "A_1"),
      held("the seat that was bought", "bob", "A_3"),
      held("a free seat", "ann", "A_2"),
      bits("the bits of a held seat are those of a free one", "club:A:1", 0, 0),
      bits("the bits of a free seat are those of a sold one", "club:A:2", 1, 2),
      new Damage("which seats are taken is gone", WRONG_OCCUPANCY, "club:A:1",
          redis -> redis.commands().del(ofPlan(redis, "seat-occupancy"))),
      new Damage("a plan is there that the venue does not have", STRAY_PLAN, "seat-plan:club",
          redis -> redis.commands().hset(redis.key("club", "seat-plan-seats:club:old.1"), "A_1", "0")),
      heldOfAll("a free seat", "ann", "hall:A:2"),
      heldOfAll("another's seat", "bob", A1),
      heldOfAll("what is no seat", "ann", "by hand"),
      new Damage("ann holds what is no seat", STRAY_HOLDING, "hall:by hand", HOLDINGS,
          (redis, key) -> redis.zadd(key, FAR, "by hand")));

  /** Of what only the operator can know. */
  public static final List<Damage> NOT_REPAIRABLE = List.of(
      broken("the JSON is broken", "{oops"),
      broken("the JSON is no object", "[1]"),
      broken("the JSON is null", "null"),
      broken("the status is unknown", "{\"status\":\"HELD\",\"version\":1}"),
      broken("the version is missing", "{\"status\":\"AVAILABLE\"}"),
      broken("the version is text", "{\"status\":\"AVAILABLE\",\"version\":\"1\"}"),
      broken("the version can't grow", "{\"status\":\"AVAILABLE\",\"version\":9007199254740992}"),
      broken("the user is missing", "{\"status\":\"LOCKED\",\"expiresAt\":\"2030-01-01T00:00:00Z\","
          + "\"lockedAt\":\"2026-01-01T00:00:00Z\",\"lockId\":\"5d\",\"version\":1}"),
      broken("the deadline is no time", "{\"status\":\"LOCKED\",\"userId\":\"ann\",\"expiresAt\":\"soon\","
          + "\"lockedAt\":\"2026-01-01T00:00:00Z\",\"lockId\":\"5d\",\"version\":1}"),
      new Damage("a field is no seat's name", NO_SEAT, SEATS, SEATS, (redis, key) -> redis.hset(key, "A-4", "{}")),
      new Damage("a seat's name is not in its normal form", SEAT_NOT_NORMAL, "hall:\u00C5:1", SEATS,
          (redis, key) -> redis.hset(key, "A\u030A_1", "{\"status\":\"AVAILABLE\",\"version\":1}")),
      new Damage("a name has a sign that is refused", NO_SEAT, SEATS, SEATS,
          (redis, key) -> redis.hset(key, "\u2460_1", "{\"status\":\"AVAILABLE\",\"version\":1}")),
      sold("to a user that is not in its normal form", "Zoe\u0308"),
      sold("to a user with a space at the end", "bob "),
      sold("to nobody, by a bug", "undefined"),
      new Damage("a held seat is not in the plan", NOT_IN_PLAN, "club:A:1", redis -> {
        redis.commands().hdel(ofPlan(redis, "seat-plan-seats"), "A_1");
        redis.commands().hset(ofPlan(redis, "seat-plan-seats"), "A_9", "9");
      }),
      new Damage("the plan lacks a seat", BROKEN_PLAN, "seat-plan:club",
          redis -> redis.commands().hdel(ofPlan(redis, "seat-plan-seats"), "A_2")),
      new Damage("the plan lacks its document", BROKEN_PLAN, "seat-plan:club",
          redis -> redis.commands().del(ofPlan(redis, "seat-plan-document"))),
      new Damage("the plan is a string", WRONG_TYPE, "seat-plan:club", redis -> {
        redis.commands().del(redis.key("club", "seat-plan:club"));
        redis.commands().set(redis.key("club", "seat-plan:club"), "something else");
      }),
      other("the hash is a string", SEATS),
      new Damage("the lock key is a list", WRONG_TYPE, KEY, KEY, (redis, key) -> {
        redis.del(key);
        redis.lpush(key, "1");
      }),
      other("the deadlines are a string", DEADLINES),
      other("the holdings are a string", HOLDINGS),
      other("what ann holds in all venues is a string", "seat-held:ann"),
      other("the outbox is a string", "seat-outbox"),
      new Damage("a mark of safe mode never ends", STRAY_BARRIER, "seat-barrier:writer", "seat-barrier:writer",
          (redis, key) -> redis.set(key, "1")));

  private Damage(String what, Difference.Kind kind, String where, String name,
      BiConsumer<RedisClusterCommands<String, String>, String> hand) {
    this(what, kind, where, redis -> hand.accept(redis.commands(), redis.key("hall", name)));
  }

  /** A club with a plan, of which ann has locked seat A-1. */
  static void furnishClub(Partitions partitions) {
    TestPlans.put(TestPlans.of(partitions), "club", new SeatId("club", "A", "1"), new SeatId("club", "A", "2"));
    Commands.performAll(TestRedis.seats(partitions),
        List.of(Commands.lock("ann", Duration.ofMinutes(1), new SeatId("club", "A", "1"))));
  }

  private static String ofPlan(TestRedis redis, String name) {
    String generation = redis.commands().hget(redis.key("club", "seat-plan:club"), "current");
    return redis.key("club", name + ":club:" + generation);
  }

  private static Damage bits(String what, String where, int index, int bits) {
    return new Damage(what, WRONG_OCCUPANCY, where,
        redis -> redis.commands().bitfield(ofPlan(redis, "seat-occupancy"), BitFieldArgs.Builder
            .set(BitFieldArgs.unsigned(2), BitFieldArgs.typeWidthBasedOffset(index), bits)));
  }

  private static Damage locked(String what, String seat) {
    return new Damage(what + " has a lock key", STRAY_LOCK_KEY, seat, "seatlock:" + seat,
        (redis, key) -> redis.set(key, "1"));
  }

  private static Damage due(String what, String seat) {
    return new Damage(what + " has a deadline", STRAY_DEADLINE, seat, DEADLINES,
        (redis, key) -> redis.zadd(key, FAR, seat));
  }

  private static Damage held(String what, String user, String field) {
    return new Damage(user + " holds " + what, STRAY_HOLDING, "hall:" + field.replace('_', ':'),
        "seat-holdings:hall:" + user, (redis, key) -> redis.zadd(key, FAR, field));
  }

  private static Damage heldOfAll(String what, String user, String seat) {
    return new Damage(user + " holds in all venues " + what, STRAY_HOLDING, seat, "seat-held:" + user,
        (redis, key) -> redis.zadd(key, FAR, seat));
  }

  private static Damage broken(String what, String json) {
    return new Damage(what, BROKEN_SEAT, A1, SEATS, (redis, key) -> redis.hset(key, "A_1", json));
  }

  private static Damage sold(String to, String user) {
    return new Damage("a seat is sold " + to, USER_NOT_NORMAL, "hall:A:3", SEATS,
        (redis, key) -> redis.hset(key, "A_3", redis.hget(key, "A_3").replace("bob", user)));
  }

  private static Damage other(String what, String name) {
    return new Damage(what, WRONG_TYPE, name, name, (redis, key) -> {
      redis.del(key);
      redis.set(key, "something else");
    });
  }

  @Override
  public String toString() {
    return what;
  }

  /** Does it. */
  public interface Hand {

    void spoil(TestRedis redis);
  }
}
