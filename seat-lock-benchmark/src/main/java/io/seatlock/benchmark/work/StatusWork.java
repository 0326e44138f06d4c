package io.seatlock.benchmark.work;

import io.seatlock.benchmark.load.Callers;
import io.seatlock.benchmark.load.Requests;
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

/** {@code GET /seats/status} of locked seats at saturation. */
record StatusWork(List<Contender> contenders, Wrk wrk) implements Work {

  private static final int SEATS = 5_000;

  private static final String VENUE = "status-seats";

  @Override
  public String name() {
    return "status";
  }

  @Override
  public String title() {
    return "GET /seats/status";
  }

  @Override
  public String how() {
    return "wrk with %d connections asks for %,d locked seats in turn, at saturation.".formatted(wrk.connections(),
        SEATS);
  }

  @Override
  public List<Goal> goals() {
    return List.of(
        Goal.ratio("at least 0.7 of the HTTP server alone", Service.NAME, List.of(Contenders.HTTP_ONLY.name()), 0.7),
        Goal.never("none refused", Service.NAME, Figures.REFUSED));
  }

  @Override
  public int warmUps() {
    return 16;
  }

  @Override
  public List<Side> sides(RunningContenders runningContenders) {
    List<RunningContender> all = contenders.stream().map(runningContenders::running).toList();
    for (RunningContender running : all) {
      running.sale().open(VENUE, SEATS);
      Callers.atOnce(running.port(), wrk.connections(), SEATS, i -> Requests.lock(VENUE, i + 1, "u" + i));
    }
    return all.stream().map(running -> new Side(running.name(), _ -> round(running))).toList();
  }

  private Map<String, Double> round(RunningContender running) {
    Cpu before = Cpu.of(running.pids());
    Wrk.Result result = wrk.status(running.port(), VENUE, SEATS);
    return Figures.of(result, Cpu.of(running.pids()).since(before));
  }
}
