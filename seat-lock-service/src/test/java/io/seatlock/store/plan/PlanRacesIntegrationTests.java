package io.seatlock.store.plan;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.release;
import static io.seatlock.seat.Commands.seat;
import static io.seatlock.seat.Commands.sell;
import static io.seatlock.seat.Commands.unlock;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.ScriptOutputType;
import io.seatlock.plan.Plans;
import io.seatlock.plan.Plans.Put;
import io.seatlock.seat.Commands;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.Seats;
import io.seatlock.store.ConsistencyAssertions;
import io.seatlock.store.SharedRedis;
import io.seatlock.store.TestRedis;
import io.seatlock.store.script.Partitions;
import io.seatlock.testkit.LongRunning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several instances put and delete plans of one venue while its seats are locked and sold. */
@SharedRedis
class PlanRacesIntegrationTests {

  private static final Duration LONG = Duration.ofMinutes(2);

  private static final Duration HOLD = Duration.ofMillis(4);

  private static final int ROUNDS = 25;

  /** In one step: the first seats of the row that are held or sold and not in the venue's plan. */
  private static final String MISFITS = """
      local current, misfits = redis.call('HGET', KEYS[1], 'current'), {}
      if not current then return misfits end
      local places = string.gsub(KEYS[1], 'seat%-plan:', 'seat-plan-seats:', 1) .. ':' .. current
      for i = 0, 20 do
        local seat = redis.call('HGET', KEYS[2], 'A_' .. i)
        if seat and not string.find(seat, '"AVAILABLE"') and redis.call('HEXISTS', places, 'A_' .. i) == 0 then
          table.insert(misfits, i)
        end
      end
      return misfits
      """;

  private final TestRedis redis = TestRedis.emptied();

  private final Partitions partitions = redis.partitions(new LockLimits(null, null, null, null, 0));

  @AfterEach
  void booksAgree() {
    new ConsistencyAssertions(redis.commands()).check();
  }

  private static SeatId[] seats(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> seat("A", i)).toArray(SeatId[]::new);
  }

  private static void together(Runnable... all) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture.allOf(Stream.of(all).map(each -> CompletableFuture.runAsync(each, threads))
          .toArray(CompletableFuture[]::new)).join();
    }
  }

  private List<?> misfits() {
    return redis.commands().eval(MISFITS, ScriptOutputType.MULTI, redis.key("hall", "seat-plan:hall"),
        redis.key("hall", "seats:hall"));
  }

  @LongRunning
  @Test
  void plansPutAtOnceEndInOneWholePlan() {
    for (int round = 0; round < ROUNDS; round++) {
      int size = 500 + round;
      List<Put> puts = new ArrayList<>();
      together(IntStream.range(0, 4).<Runnable>mapToObj(writer -> () -> {
        Put put = TestPlans.put(TestPlans.of(partitions), "hall", seats(writer, writer + size));
        synchronized (puts) {
          puts.add(put);
        }
      }).toArray(Runnable[]::new));

      assertThat(puts).hasSize(4).allMatch(put -> put instanceof Put.Stored);
      assertThat(puts.stream().filter(put -> ((Put.Stored) put).created())).hasSize(round == 0 ? 1 : 0);
      assertThat(TestPlans.of(partitions).find("hall")).isNotNull();
      assertThat(redis.commands().keys("*seat-*")).hasSize(4);
      new ConsistencyAssertions(redis.commands()).check();
    }
  }

  @Test
  void planPutAndDeletedAtOnceIsThereWholeOrNotAtAll() {
    for (int round = 0; round < ROUNDS; round++) {
      int size = 300 + round;
      together(() -> TestPlans.put(TestPlans.of(partitions), "hall", seats(0, size)),
          () -> TestPlans.put(TestPlans.of(partitions), "hall", seats(100, size)),
          () -> TestPlans.of(partitions).delete("hall"), () -> TestPlans.of(partitions).delete("hall"));

      boolean isThere = TestPlans.of(partitions).find("hall") != null;
      assertThat(redis.commands().keys("*seat-*")).hasSize(isThere ? 4 : 0);
      new ConsistencyAssertions(redis.commands()).check();
    }
  }

  @LongRunning
  @Test
  void noHeldOrSoldSeatIsEverOutsideThePlan() {
    storeMany();
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger stored = new AtomicInteger();
    List<Runnable> all = new ArrayList<>();
    for (int writer = 0; writer < 2; writer++) {
      Plans plans = TestPlans.of(partitions);
      int from = writer * 10;
      all.add(() -> {
        for (int round = 0; round < ROUNDS; round++) {
          boolean put = TestPlans.put(plans, "hall", seats(from + round % 3, from + 620)) instanceof Put.Stored;
          stored.addAndGet(put ? 1 : 0);
        }
        over.set(true);
      });
    }
    IntStream.range(0, 6).forEach(user -> all.add(() -> buy(user, over)));
    all.add(() -> {
      while (!over.get()) {
        assertThat(misfits()).isEmpty();
      }
    });

    together(all.toArray(Runnable[]::new));

    assertThat(misfits()).isEmpty();
    assertThat(stored).hasPositiveValue();
  }

  /** So that it takes a while to look through the venue. */
  private void storeMany() {
    Seats seats = TestRedis.seats(partitions);
    Commands.performAll(seats,
        IntStream.range(0, 3000).<SeatCommand>mapToObj(i -> lock("ann", LONG, seat("B", i))).toList());
    Commands.performAll(seats,
        IntStream.range(0, 3000).<SeatCommand>mapToObj(i -> unlock(by("ann"), seat("B", i))).toList());
  }

  /** What was granted can be sold and given back, whatever becomes of the plan meanwhile. */
  private void buy(int user, AtomicBoolean over) {
    Seats seats = TestRedis.seats(partitions);
    Random random = new Random(user);
    String name = "u" + user;
    while (!over.get()) {
      SeatId seat = seat("A", random.nextInt(60));
      if (seats.perform(lock(name, LONG, seat)) instanceof Outcome.Done) {
        LockSupport.parkNanos(HOLD.toNanos());
        List<SeatCommand> next = random.nextBoolean()
            ? List.of(unlock(by(name), seat))
            : List.of(sell(by(name), seat), release(by(name), seat));
        next.forEach(command -> assertThat(seats.perform(command)).isInstanceOf(Outcome.Done.class));
      }
    }
  }
}
