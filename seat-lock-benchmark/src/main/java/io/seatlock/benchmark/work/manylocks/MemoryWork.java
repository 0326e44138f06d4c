package io.seatlock.benchmark.work.manylocks;

import io.seatlock.benchmark.load.Callers;
import io.seatlock.benchmark.load.Requests;
import io.seatlock.benchmark.measure.Figures;
import io.seatlock.benchmark.measure.Goal;
import io.seatlock.benchmark.measure.Side;
import io.seatlock.benchmark.measure.Work;
import io.seatlock.benchmark.setup.Cpu;
import io.seatlock.benchmark.setup.RunningContender;
import io.seatlock.benchmark.setup.RunningContenders;
import io.seatlock.benchmark.setup.Service;
import io.seatlock.testkit.Await;
import io.seatlock.testkit.redis.RedisCall;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Locking at venues with a growing number of locked seats, and the memory that a lock takes in Redis. */
public record MemoryWork(Service service) implements Work {

  private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000, 1_000_000);

  private static final int LOCKS = 4_000;

  private static final int CONNECTIONS = 64;

  /** The first seat number that no venue uses yet. */
  private static final int FIRST_FREE_SEAT = 10_000_000;

  /**
   * For a venue of up to this size each round fills a new venue, because the locks of earlier rounds would change its
   * size too much.
   */
  private static final int SMALL = 10_000;

  private static final String BYTES = "bytes a lock";

  private static final String VENUE = "hall-";

  /** As docs/redis.md names it. */
  private static final String OUTBOX = "seat-outbox";

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String title() {
    return "One venue with up to 1,000,000 locks";
  }

  @Override
  public String how() {
    return ("%,d locks one by one at venues where so many seats are locked already. Bytes are what Redis' memory grew by "
        + "for each of the locks of the venue, when all their events were in Kafka.").formatted(LOCKS);
  }

  @Override
  public List<Goal> goals() {
    return List.of(
        Goal.atMost("at most 450 bytes a lock", 450, "",
            results -> results.sides().stream().map(side -> results.spread(side, BYTES).median()).toList()),
        Goal.atLeast("the rate at the largest venue is at least 0.8 of that at each smaller one", 0.8, "",
            results -> SIZES.stream().limit(SIZES.size() - 1L)
                .map(size -> results.ratio(named(SIZES.getLast()), named(size))).toList()),
        Goal.never("none refused", service.name(), Figures.REFUSED));
  }

  @Override
  public int warmUps() {
    return 2;
  }

  @Override
  public List<Side> sides(RunningContenders runningContenders) {
    runningContenders.clear();
    RunningContender running = runningContenders.running(service);
    GroupedLocks.lock(running, "warm", SMALL);
    return SIZES.stream().map(size -> side(running, size)).toList();
  }

  private String named(int size) {
    return "%s, %,d locks".formatted(service.name(), size);
  }

  private Side side(RunningContender running, int size) {
    long before = memoryOfLocks(running);
    GroupedLocks.lockOneByOne(running, VENUE + size, size);
    double bytes = (double) (memoryOfLocks(running) - before) / size;
    AtomicInteger next = new AtomicInteger(FIRST_FREE_SEAT);
    return new Side(named(size),
        label -> round(running, size, bytes, next.getAndAdd(LOCKS), label));
  }

  private static Map<String, Double> round(RunningContender running, int size, double bytes, int first, String label) {
    String venue = size > SMALL ? VENUE + size : VENUE + size + "-" + label;
    if (size <= SMALL) {
      GroupedLocks.lockOneByOne(running, venue, size);
    }
    awaitEventsSent(running);
    Cpu before = Cpu.of(running.pids());
    Callers.Result result = Callers.atOnce(running.port(), CONNECTIONS, LOCKS,
        i -> Requests.lock(venue, first + i, "u" + i));
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(Figures.PER_SECOND, result.perSecond());
    figures.put("p50 ms", result.durations().millis(50));
    figures.put("p99 ms", result.durations().millis(99));
    figures.put(Figures.REFUSED, (double) LOCKS - result.count(200));
    figures.put(BYTES, bytes);
    Figures.putProcessorTime(figures, before, running.pids(), LOCKS);
    return figures;
  }

  /** Otherwise the relay would still send earlier events during the measurement, and these would count as memory. */
  private static void awaitEventsSent(RunningContender running) {
    Await.must("all events are in Kafka", LONGEST_WAIT,
        () -> RedisCall.on(running.redis(), redis -> redis.xlen(OUTBOX)) == 0);
  }

  private static long memoryOfLocks(RunningContender running) {
    awaitEventsSent(running);
    return Long.parseLong(RedisCall.info(running.redis(), "memory").getOrDefault("used_memory", ""));
  }
}
