package io.seatlock.store.expiry;

import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.seat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.seat.Commands;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatGroup;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.Seats;
import io.seatlock.store.ConsistencyAssertions;
import io.seatlock.store.SharedRedis;
import io.seatlock.store.TestRedis;
import io.seatlock.store.script.Partition;
import io.seatlock.store.script.Partitions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SharedRedis
class SweepIntegrationTests {

  private static final Duration SHORT = Duration.ofMillis(20);

  private static final Duration LONG = Duration.ofMinutes(1);

  private static final Duration POLL = Duration.ofMillis(10);

  private final TestRedis redis = TestRedis.emptied();

  private final Partitions partitions = redis.partitions(new LockLimits(null, null, null, null, 0));

  private final String hall = redis.key("hall", "seats:hall");

  private final String deadlines = redis.key("hall", "seat-deadlines");

  private final Partition partition = partitions.of("hall");

  private final Seats seats = TestRedis.seats(partitions);

  private final Sweep sweep = new Sweep(partitions, POLL);

  @AfterEach
  void stop() {
    sweep.stop();
  }

  private Stream<String> ended() {
    return redis.events(partitions).stream().filter(event -> "expired".equals(event.get("reason")))
        .map(event -> event.get("seat"));
  }

  @Test
  void endsWhatIsDueAndOnlyThat() throws InterruptedException {
    seats.perform(lock("ann", SHORT, seat("A", 1), seat("A", 2)));
    seats.perform(lock("bob", LONG, seat("A", 3)));
    Thread.sleep(SHORT);

    sweep.runOnce(partition);
    sweep.runOnce(partition);

    assertThat(ended()).containsExactlyInAnyOrder("hall:A:1", "hall:A:2");
    assertThat(redis.commands().zrange(deadlines, 0, -1)).containsExactly("hall:A:3");
    new ConsistencyAssertions(redis.commands()).check();
  }

  @Test
  void manySweepsEndEachLockOnce() throws InterruptedException {
    int locks = 1500;
    Commands.performAll(seats,
        IntStream.range(0, locks).<SeatCommand>mapToObj(i -> lock("ann", SHORT, seat("A", i))).toList());
    Thread.sleep(SHORT);

    try (ExecutorService instances = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 3).forEach(_ -> instances.execute(this::sweepAll));
    }

    assertThat(ended()).hasSize(locks).doesNotHaveDuplicates();
    new ConsistencyAssertions(redis.commands()).check();
  }

  /** As an instance of its own. */
  private void sweepAll() {
    Partitions own = redis.partitions(new LockLimits(null, null, null, null, 0));
    while (new Sweep(own, Duration.ofMillis(10)).runOnce(own.of("hall")).isZero()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void seatBrokenByHandDoesNotKeepTheOthers() throws InterruptedException {
    seats.perform(lock("ann", SHORT, seat("A", 1), seat("A", 2), seat("A", 3)));
    redis.commands().hset(hall, "A_2", "{oops");
    redis.commands().zadd(deadlines, 1, "by hand");
    Thread.sleep(SHORT);

    sweep.runOnce(partition);

    assertThat(ended()).containsExactlyInAnyOrder("hall:A:1", "hall:A:3");
    assertThat(sweep.runOnce(partition)).isEqualTo(POLL);
  }

  @Test
  void manyDamagedSeatsAtTheFrontDoNotKeepTheOthers() throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      redis.commands().zadd(deadlines, i, "hall:D:" + i);
      redis.commands().hset(hall, "D_" + i, "{oops");
    }
    seats.perform(lock("ann", SHORT, seat("A", 1)));
    Thread.sleep(SHORT);

    for (int round = 0; round < 3; round++) {
      sweep.runOnce(partition);
    }

    assertThat(ended()).containsExactly("hall:A:1");
    assertThat(redis.commands().zcard(deadlines)).isEqualTo(600);
  }

  @Test
  void restsUntilTheNextDeadline() {
    seats.perform(lock("ann", LONG, seat("A", 1)));
    seats.perform(lock("ann", LONG.multipliedBy(2), seat("A", 2)));

    assertThat(new Sweep(partitions, Duration.ofHours(1)).runOnce(partition)).isBetween(LONG.dividedBy(2), LONG);
  }

  @Test
  void entryThatTheHashKnowsNothingOfIsDropped() {
    redis.commands().zadd(deadlines, 1, "hall:Z:9");

    sweep.runOnce(partition);

    assertThat(redis.commands().exists(deadlines)).isZero();
    assertThat(ended()).isEmpty();
  }

  @Test
  void seatIsFreeSoonAfterItsDeadlineThoughNobodyAsks() {
    sweep.start();
    seats.perform(lock("ann", SHORT, seat("A", 1)));

    await().pollInterval(Duration.ofMillis(2)).atMost(Duration.ofSeconds(5)).until(() -> ended().count() == 1);
    assertThat(redis.commands().hget(hall, "A_1")).startsWith("{\"status\":\"AVAILABLE\",");
  }

  @Test
  void everyPartitionIsSwept() {
    Partitions three = redis.partitions(3, new LockLimits(null, null, null, null, 0));
    Sweep all = new Sweep(three, Duration.ofMillis(10));
    all.start();
    try {
      List.of("x", "1", "royal-hall").forEach(venue -> TestRedis.seats(three).perform(
          lock("ann", SHORT, null, SeatGroup.of(new SeatId(venue, "A", "1")))));

      await().atMost(Duration.ofSeconds(5)).until(() -> redis.events(three).size() == 6);
      assertThat(redis.commands().keys("*seat-outbox")).hasSize(3);
    } finally {
      all.stop();
    }
  }
}
