package io.seatlock.benchmark.work;

import io.seatlock.benchmark.load.Events;
import io.seatlock.benchmark.load.Wrk;
import io.seatlock.benchmark.measure.Figures;
import io.seatlock.benchmark.measure.Goal;
import io.seatlock.benchmark.measure.Results;
import io.seatlock.benchmark.measure.Side;
import io.seatlock.benchmark.measure.Work;
import io.seatlock.benchmark.setup.Contender;
import io.seatlock.benchmark.setup.Cpu;
import io.seatlock.benchmark.setup.RunningContender;
import io.seatlock.benchmark.setup.RunningContenders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * How far events lag behind the locks that are granted over REST at saturation, after a short and after a longer time.
 */
record BacklogWork(Contender service, Wrk wrk) implements Work {

  private static final List<Integer> TIMES = List.of(1, 3);

  private static final String BEHIND = "behind";

  private static final String MISSING = "missing";

  private static final String RESIDENT = "RSS MB";

  private static final long PATIENCE_NANOS = 20_000_000_000L;

  @Override
  public String name() {
    return "backlog";
  }

  @Override
  public String title() {
    return "Events behind the locks at saturation";
  }

  @Override
  public String how() {
    return "wrk with %d connections locks free seats; \"behind\" are locks that were granted but whose event no consumer "
        .formatted(wrk.connections())
        + "had when wrk ended, and the time until it had the last one. A backlog that grows would be larger after the "
        + "longer time. Memory is that of the service's process then.";
  }

  @Override
  public List<Goal> goals() {
    return List.of(
        Goal.atMost("after the longer time at most the locks of 10 ms more are behind", 10, " ms",
            results -> List.of(growthMillis(results))),
        Goal.never("no event is missing", service.name(), MISSING),
        Goal.atMost("at most 500 MB RSS", 500, " MB",
            results -> results.sides().stream().map(side -> results.spread(side, RESIDENT).median()).toList()));
  }

  @Override
  public List<Side> sides(RunningContenders runningContenders) {
    RunningContender running = runningContenders.running(service);
    String kafka = runningContenders.environment().kafka().bootstrapServers();
    return TIMES.stream().map(times -> new Side(side(times), label -> round(running,
        new Wrk(wrk.folder(), wrk.connections(), wrk.seconds() * times), kafka, label))).toList();
  }

  /** How much more is behind after the longer time, as the time in which so many locks are granted. */
  private double growthMillis(Results results) {
    double more = results.spread(side(TIMES.getLast()), BEHIND).median()
        - results.spread(side(TIMES.getFirst()), BEHIND).median();
    return 1_000 * more / results.spread(side(TIMES.getLast()), Figures.PER_SECOND).median();
  }

  private String side(int times) {
    return "%s, %d s".formatted(service.name(), wrk.seconds() * times);
  }

  private static Map<String, Double> round(RunningContender running, Wrk wrk, String kafka, String label) {
    String venue = "backlog-" + wrk.seconds() + "-" + label;
    try (Events events = new Events(kafka, venue, List.of("seat.locked"))) {
      CompletableFuture<Wrk.Result> load = CompletableFuture.supplyAsync(() -> wrk.lock(running.port(), venue),
          Thread::startVirtualThread);
      long seen = 0;
      while (!load.isDone()) {
        seen += events.poll().size();
      }
      long end = System.nanoTime();
      Wrk.Result result = load.join();
      long granted = result.requests() - result.refused();
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put(BEHIND, (double) Math.max(0, granted - seen));
      while (seen < granted && System.nanoTime() - end < PATIENCE_NANOS) {
        seen += events.poll().size();
      }
      figures.put("until the last event, ms", (System.nanoTime() - end) / 1e6);
      figures.put(MISSING, (double) Math.max(0, granted - seen));
      figures.put(Figures.PER_SECOND, result.perSecond());
      figures.put(RESIDENT, Cpu.residentMegabytes(running.pids().getOrDefault("JVM", 0L)));
      return figures;
    }
  }
}
