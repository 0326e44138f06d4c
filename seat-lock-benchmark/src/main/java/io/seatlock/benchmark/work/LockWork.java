package io.seatlock.benchmark.work;

import io.seatlock.benchmark.load.Wrk;
import io.seatlock.benchmark.measure.Figures;
import io.seatlock.benchmark.measure.Goal;
import io.seatlock.benchmark.measure.Side;
import io.seatlock.benchmark.measure.Work;
import io.seatlock.benchmark.setup.Contender;
import io.seatlock.benchmark.setup.Contenders;
import io.seatlock.benchmark.setup.Cpu;
import io.seatlock.benchmark.setup.RunningContender;
import io.seatlock.benchmark.setup.RunningContenders;
import io.seatlock.benchmark.setup.Service;
import java.util.List;
import java.util.Map;

/** {@code POST /locks} at saturation; each request locks a different free seat. */
record LockWork(List<Contender> contenders, Wrk wrk) implements Work {

  /** For each processor; more than any contender can lock in a second. */
  private static final int SEATS_A_SECOND = 10_000;

  /** Share of refused requests that an overloaded machine may cause; with more the contender does not work. */
  private static final double MAX_REFUSED_SHARE = 0.01;

  @Override
  public String name() {
    return "locks";
  }

  @Override
  public String title() {
    return "POST /locks, every request another seat";
  }

  @Override
  public String how() {
    return "wrk with " + wrk.connections() + " connections, one venue a round, at saturation.";
  }

  @Override
  public List<Goal> goals() {
    return List.of(
        Goal.ratio("at least 0.6 of the HTTP server alone", Service.NAME, List.of(Contenders.HTTP_ONLY.name()), 0.6),
        Goal.ratio("at least twice each other design", Service.NAME, Contenders.rivalNames(), 2),
        Goal.never("none refused", Service.NAME, Figures.REFUSED));
  }

  @Override
  public int warmUps() {
    return 24;
  }

  @Override
  public List<Side> sides(RunningContenders runningContenders) {
    return contenders.stream().map(runningContenders::running)
        .map(running -> new Side(running.name(), label -> round(running, label)))
        .toList();
  }

  private Map<String, Double> round(RunningContender running, String label) {
    String venue = name() + "-" + label;
    running.sale().open(venue, SEATS_A_SECOND * Runtime.getRuntime().availableProcessors() * wrk.seconds());
    Cpu before = Cpu.of(running.pids());
    Wrk.Result result = wrk.lock(running.port(), venue);
    if (result.refused() > result.requests() * MAX_REFUSED_SHARE) {
      throw new IllegalStateException("%s refuses free seats: %s; see its log".formatted(running.name(), result));
    }
    Map<String, Double> figures = Figures.of(result, Cpu.of(running.pids()).since(before));
    figures.put("RSS MB", Cpu.residentMegabytes(running.pids().getOrDefault("JVM", 0L)));
    return figures;
  }
}
