package io.seatlock.store.script;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.extend;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.seat;
import static io.seatlock.seat.Commands.sell;
import static io.seatlock.seat.Commands.unlock;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.Seats;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.ConsistencyAssertions;
import io.seatlock.store.OccupancyAssertions;
import io.seatlock.store.RedisServers;
import io.seatlock.store.TestRedis;
import io.seatlock.store.plan.TestPlans;
import io.seatlock.testkit.redis.RedisCluster;
import io.seatlock.testkit.redis.RedisClusterSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** While a Cluster moves a slot some of its keys are here and some are there: an outage, never half a change. */
class MovingSlotIntegrationTests {

  private static final Duration LONG = Duration.ofMinutes(1);

  private static final TestRedis redis = TestRedis.of(RedisServers.of(RedisCluster.start(
      RedisClusterSettings.of(2, RedisServers.settings().withoutPersistence()))));

  private final Partitions partitions = redis.partitions(new LockLimits(null, null, null, null, 0),
      _ -> new ExpectedStore() {

        @Override
        public Expected expected() {
          return new Expected("first", 0);
        }

        @Override
        public SeatsUnavailable otherStore(UnexpectedStore found) {
          throw new AssertionError("a key on its way was taken for another store: " + found.getMessage());
        }
      });

  private final Seats seats = TestRedis.seats(partitions);

  @AfterAll
  static void stop() {
    redis.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"seat-holdings", "seat-deadlines", "seat-outbox", "seatlock", "seats", "seat-identity",
      "seat-venues", "seat-plan", "seat-plan-seats", "seat-occupancy"})
  void changeHappensAsAWholeOrNotAtAllWhicheverKeyIsMovedFirst(String first) {
    changesHappenAsAWholeOrNotAtAll(Comparator.comparing(key -> !isOf(key, first)));
  }

  /** The new server must not believe that the venue has no plan, or a plan without seats. */
  @ParameterizedTest
  @ValueSource(strings = {"seat-holdings", "seat-deadlines", "seat-outbox", "seatlock", "seats", "seat-identity",
      "seat-venues", "seat-plan", "seat-plan-seats", "seat-occupancy"})
  void soItDoesWhicheverKeyIsMovedLast(String last) {
    changesHappenAsAWholeOrNotAtAll(Comparator.comparing(key -> isOf(key, last)));
  }

  private static boolean isOf(String key, String kind) {
    return key.contains(kind + ":hall") || key.endsWith(kind);
  }

  private void changesHappenAsAWholeOrNotAtAll(Comparator<String> order) {
    redis.commands().flushall();
    redis.commands().hset(redis.key("hall", "seat-identity"), Map.of("epoch", "first", "beat", "0"));
    TestPlans.put(TestPlans.of(partitions), IntStream.range(0, 10).mapToObj(i -> seat("A", i)).toArray(SeatId[]::new));
    seats.perform(lock("ann", LONG, seat("A", 1), seat("A", 2)));
    seats.perform(lock("ann", LONG, seat("A", 3)));
    Slot moving = Slot.of(redis, redis.key("hall", "seats:hall"));
    moving.begin();
    List<String> keys = moving.keys().sorted(order).toList();
    assertThat(keys).hasSize(13);

    for (String key : keys) {
      moving.move(key);
      attempt(unlock(by("ann"), seat("A", 1)));
      attempt(extend(by("ann"), LONG.multipliedBy(2), seat("A", 2), seat("A", 3)));
      attempt(sell(by("ann"), seat("A", 2)));
      attempt(lock("bob", LONG, seat("A", 4), seat("A", 5)));
      attempt(lock("bob", LONG, seat("Z", 1)));
    }
    moving.end();

    assertBooksAgree();
    assertThat(redis.commands().hget(redis.key("hall", "seats:hall"), "Z_1")).as("not in the plan").isNull();
    new OccupancyAssertions(redis.commands()).check();
    assertThat(seats.perform(lock("bob", LONG, seat("A", 9)))).isInstanceOf(Outcome.Done.class);
  }

  private void attempt(SeatCommand command) {
    try {
      seats.perform(command);
    } catch (SeatsUnavailable outage) {
      assertThat(outage).hasMessageMatching(".*(ASK|MOVED|TRYAGAIN|non local key|CLUSTERDOWN).*");
    }
  }

  /** As {@link ConsistencyAssertions}, but for the ends of the lock keys: on their way they lose some milliseconds. */
  private void assertBooksAgree() {
    Map<String, String> last = new TreeMap<>();
    redis.events(partitions).forEach(event -> last.put(String.valueOf(event.get("seat")),
        event.get("kind") + " " + event.get("version")));
    Map<String, String> now = new TreeMap<>();
    List<String> locked = new ArrayList<>();
    redis.commands().hgetall(redis.key("hall", "seats:hall")).forEach((field, text) -> {
      JsonNode seat = JsonMapper.shared().readTree(text);
      String status = seat.get("status").asString();
      now.put("hall:" + field.replace('_', ':'),
          (status.equals("AVAILABLE") ? "unlocked" : status.toLowerCase(Locale.ROOT)) + " " + seat.get("version"));
      if (status.equals("LOCKED")) {
        locked.add("hall:" + field.replace('_', ':'));
      }
    });
    assertThat(now).as("seats, as in their last events").isEqualTo(last);
    assertThat(redis.commands().zrange(redis.key("hall", "seat-deadlines"), 0, -1))
        .containsExactlyInAnyOrderElementsOf(locked);
    assertThat(redis.commands().keys("*seatlock:*")).hasSize(locked.size());
    assertThat(redis.commands().keys("*seat-holdings:*").stream().mapToLong(redis.commands()::zcard).sum())
        .isEqualTo(locked.size());
  }
}
