package io.seatlock.store;

import static io.seatlock.store.Difference.Kind.BROKEN_SEAT;
import static io.seatlock.store.Difference.Kind.NO_DEADLINE;
import static io.seatlock.store.Difference.Kind.NO_HOLDING;
import static io.seatlock.store.Difference.Kind.NO_LOCK_KEY;
import static io.seatlock.store.Difference.Kind.NO_SEAT;
import static io.seatlock.store.Difference.Kind.STRAY_DEADLINE;
import static io.seatlock.store.Difference.Kind.STRAY_HOLDING;
import static io.seatlock.store.Difference.Kind.STRAY_LOCK_KEY;
import static io.seatlock.store.Difference.Kind.WRONG_DEADLINE;
import static io.seatlock.store.Difference.Kind.WRONG_HOLDING;
import static io.seatlock.store.Difference.Kind.WRONG_LOCK_KEY;
import static io.seatlock.store.Difference.Kind.WRONG_TYPE;

import io.lettuce.core.SetArgs;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a careless hand can do to a house in which ann has locked seat was given back and bob has
 * bought A-3.
 *
 * @param what a sentence
 * @param where what the check names
 */
record Damage(String what, Difference.Kind kind, String where, Consumer<RedisCommands<String, String>> hand) {

  private static final String A1 = "hall:A:1";

  private static final String KEY = "seatlock:hall:A:1";

  private static final String DEADLINES = "seat-deadlines";

  private static final String HOLDINGS = "seat-holdings:hall:ann";

  private static final String SEATS = "seats:hall";

  /** Of what can be derived from the hashes. */
  static final List<Damage> REPAIRABLE = List.of(
      new Damage("the lock key is gone", NO_LOCK_KEY, A1, redis -> redis.del(KEY)),
      new Damage("the lock key ends early", WRONG_LOCK_KEY, A1, redis -> redis.pexpire(KEY, 30_000)),
      new Damage("the lock key ends late", WRONG_LOCK_KEY, A1, redis -> redis.pexpire(KEY, 90_000)),
      new Damage("the lock key never ends", WRONG_LOCK_KEY, A1, redis -> redis.persist(KEY)),
      new Damage("the lock key holds something else", WRONG_LOCK_KEY, A1,
          redis -> redis.set(KEY, "2", SetArgs.Builder.keepttl())),
      new Damage("a free seat has a lock key", STRAY_LOCK_KEY, "hall:A:2",
          redis -> redis.set("seatlock:hall:A:2", "1")),
      new Damage("a sold seat has a lock key", STRAY_LOCK_KEY, "hall:A:3",
          redis -> redis.set("seatlock:hall:A:3", "1")),
      new Damage("a seat that nobody touched has a lock key", STRAY_LOCK_KEY, "club:Ö 1:9",
          redis -> redis.set("seatlock:club:Ö 1:9", "1")),
      new Damage("a lock key is no seat's", STRAY_LOCK_KEY, "by hand", redis -> redis.set("seatlock:by hand", "1")),
      new Damage("the deadline is gone", NO_DEADLINE, A1, redis -> redis.zrem(DEADLINES, A1)),
      new Damage("the deadline is wrong", WRONG_DEADLINE, A1, redis -> redis.zincrby(DEADLINES, 1, A1)),
      new Damage("a free seat has a deadline", STRAY_DEADLINE, "hall:A:2",
          redis -> redis.zadd(DEADLINES, 4e12, "hall:A:2")),
      new Damage("a sold seat has a deadline", STRAY_DEADLINE, "hall:A:3",
          redis -> redis.zadd(DEADLINES, 4e12, "hall:A:3")),
      new Damage("a seat that nobody touched has a deadline", STRAY_DEADLINE, "club:A:9",
          redis -> redis.zadd(DEADLINES, 4e12, "club:A:9")),
      new Damage("a deadline is no seat's", STRAY_DEADLINE, "by hand", redis -> redis.zadd(DEADLINES, 1, "by hand")),
      new Damage("the holding is gone", NO_HOLDING, A1, redis -> redis.zrem(HOLDINGS, "A_1")),
      new Damage("the holding is wrong", WRONG_HOLDING, A1, redis -> redis.zincrby(HOLDINGS, -1, "A_1")),
      new Damage("another user holds the seat, too", STRAY_HOLDING, A1,
          redis -> redis.zadd("seat-holdings:hall:c:{ä}", 4e12, "A_1")),
      new Damage("the buyer still holds the seat", STRAY_HOLDING, "hall:A:3",
          redis -> redis.zadd("seat-holdings:hall:bob", 4e12, "A_3")),
      new Damage("somebody holds a free seat", STRAY_HOLDING, "hall:A:2", redis -> redis.zadd(HOLDINGS, 4e12, "A_2")),
      new Damage("somebody holds what is no seat", STRAY_HOLDING, "hall:by hand",
          redis -> redis.zadd(HOLDINGS, 4e12, "by hand")));

  /** Of what only the operator can know. */
  static final List<Damage> NOT_REPAIRABLE = List.of(
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
      new Damage("a field is no seat's name", NO_SEAT, SEATS, redis -> redis.hset(SEATS, "A-4", "{}")),
      new Damage("the hash is a string", WRONG_TYPE, SEATS, redis -> other(redis, SEATS)),
      new Damage("the lock key is a list", WRONG_TYPE, KEY, redis -> {
        redis.del(KEY);
        redis.lpush(KEY, "1");
      }),
      new Damage("the deadlines are a string", WRONG_TYPE, DEADLINES, redis -> other(redis, DEADLINES)),
      new Damage("the holdings are a string", WRONG_TYPE, HOLDINGS, redis -> other(redis, HOLDINGS)),
      new Damage("the outbox is a string", WRONG_TYPE, "seat-outbox", redis -> other(redis, "seat-outbox")));

  private static Damage broken(String what, String json) {
    return new Damage(what, BROKEN_SEAT, A1, redis -> redis.hset(SEATS, "A_1", json));
  }

  private static void other(RedisCommands<String, String> redis, String key) {
    redis.del(key);
    redis.set(key, "something else");
  }

  @Override
  public String toString() {
    return what;
  }
}
