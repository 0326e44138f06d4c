package io.seatlock.benchmark.work;

import io.seatlock.benchmark.load.Wrk;
import io.seatlock.benchmark.measure.Figures;
import io.seatlock.benchmark.measure.Goal;
import io.seatlock.benchmark.measure.Side;
import io.seatlock.benchmark.measure.Work;
import io.seatlock.benchmark.setup.Cpu;
import io.seatlock.benchmark.setup.RunningContender;
import io.seatlock.benchmark.setup.RunningContenders;
import io.seatlock.benchmark.setup.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The cost of safe mode, compared with fast mode. Each side has a Redis of its own with a replica. */
record SafeWork(Service service, Wrk wrk) implements Work {

  private static final String FAST = "fast";

  private static final String SAFE = "safe";

  private static final List<Integer> INSTANCES = List.of(1, 2, 3);

  @Override
  public String name() {
    return "safe";
  }

  @Override
  public String title() {
    return "Safe mode and fast mode";
  }

  @Override
  public String how() {
    return "wrk locks free seats with %d connections together, with one, two and three instances; in both modes Redis has a "
        .formatted(wrk.connections())
        + "replica. The instances and replicas of the other rows, which rest meanwhile, count as others.";
  }

  @Override
  public List<Goal> goals() {
    return List.of(Goal.atLeast("safe mode at least 0.8 of fast mode, with as many instances", 0.8, "",
        results -> INSTANCES.stream().map(instances -> results.ratio(side(SAFE, instances), side(FAST, instances)))
            .toList()),
        Goal.never("none refused", "", Figures.REFUSED));
  }

  @Override
  public int warmUps() {
    return 24;
  }

  @Override
  public List<Side> sides(RunningContenders runningContenders) {
    runningContenders.clear();
    List<Side> sides = new ArrayList<>();
    for (int instances : INSTANCES) {
      for (String mode : List.of(FAST, SAFE)) {
        Service each = service.with(side(mode, instances),
            "--seat-lock.durability.mode=" + mode);
        List<RunningContender> running = each.startOnPair(runningContenders.environment(), instances);
        runningContenders.keep(running.getFirst());
        sides.add(new Side(each.name(), label -> round(running, mode + instances + "-" + label)));
      }
    }
    return sides;
  }

  private static String side(String mode, int instances) {
    return "%s, %d %s".formatted(mode, instances, instances == 1 ? "instance" : "instances");
  }

  private Map<String, Double> round(List<RunningContender> instances, String label) {
    Map<String, Long> pids = new LinkedHashMap<>(instances.getFirst().pids());
    for (int i = 1; i < instances.size(); i++) {
      pids.put("JVM " + (i + 1), instances.get(i).pids().getOrDefault("JVM", 0L));
    }
    Wrk each = new Wrk(wrk.folder(), wrk.connections() / instances.size(), wrk.seconds());
    Cpu before = Cpu.of(pids);
    List<CompletableFuture<Wrk.Result>> all = new ArrayList<>();
    for (int i = 0; i < instances.size(); i++) {
      RunningContender running = instances.get(i);
      String venue = "safe-" + label + "-" + i;
      all.add(CompletableFuture.supplyAsync(() -> each.lock(running.port(), venue), Thread::startVirtualThread));
    }
    List<Wrk.Result> results = all.stream().map(CompletableFuture::join).toList();
    Wrk.Result sum = new Wrk.Result(results.stream().mapToDouble(Wrk.Result::perSecond).sum(),
        results.stream().mapToDouble(Wrk.Result::p50).max().orElseThrow(),
        results.stream().mapToDouble(Wrk.Result::p99).max().orElseThrow(),
        results.stream().mapToLong(Wrk.Result::requests).sum(), results.stream().mapToLong(Wrk.Result::refused).sum());
    return Figures.of(sum, Cpu.of(pids).since(before));
  }
}
