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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** {@code POST /locks} at the same rate for all contenders: half of what the service reaches at saturation. */
record RateWork(Contender service, List<Contender> contenders, Wrk wrk) implements Work {

  private static final int PROBES = 6;

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public String title() {
    return "POST /locks at half of our saturation";
  }

  @Override
  public String how() {
    return ("Every design gets the same rate: half of what the service reached in the best of %d rounds of wrk just "
        + "before. The time of a request counts from the moment when it was due, whether or not one of the %d "
        + "connections was free. Our own caller on virtual threads; what it costs and adds is seen with the HTTP server "
        + "alone.").formatted(PROBES, wrk.connections());
  }

  @Override
  public List<Goal> goals() {
    return List.of(Goal.atMost("p99 at most that of every other design (ours ÷ its)", 1, "",
        results -> Contenders.rivalNames().stream().map(rival -> results.ratio(Service.NAME, rival)).toList()),
        Goal.never("none refused", Service.NAME, Figures.REFUSED));
  }

  @Override
  public List<Side> sides(RunningContenders runningContenders) {
    RunningContender ours = runningContenders.running(service);
    double rate = IntStream.range(0, PROBES).mapToDouble(i -> wrk.lock(ours.port(), "latency-probe-" + i).perSecond())
        .max().orElseThrow() / 2;
    return contenders.stream().map(runningContenders::running)
        .map(running -> new Side(running.name(), label -> round(running, label, rate))).toList();
  }

  private Map<String, Double> round(RunningContender running, String label, double rate) {
    String venue = name() + "-" + label;
    int count = (int) (rate * wrk.seconds());
    running.sale().open(venue, count);
    Cpu before = Cpu.of(running.pids());
    Callers.Result result = Callers.atRate(running.port(), wrk.connections(), count, rate,
        i -> Requests.lock(venue, i + 1, "u" + i));
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("p99 ms", result.durations().millis(99));
    figures.put("p50 ms", result.durations().millis(50));
    figures.put("p99.9 ms", result.durations().millis(99.9));
    figures.put("most ms", result.durations().millis(100));
    figures.put("requests/s", result.perSecond());
    figures.put(Figures.REFUSED, (double) count - result.count(200));
    Figures.putProcessorTime(figures, before, running.pids(), count);
    return figures;
  }
}
