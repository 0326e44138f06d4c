package io.seatlock.benchmark.work;

import io.seatlock.benchmark.load.LockScript;
import io.seatlock.benchmark.measure.Figures;
import io.seatlock.benchmark.measure.Goal;
import io.seatlock.benchmark.measure.Side;
import io.seatlock.benchmark.measure.Work;
import io.seatlock.benchmark.setup.Cpu;
import io.seatlock.benchmark.setup.RunningContender;
import io.seatlock.benchmark.setup.RunningContenders;
import io.seatlock.benchmark.setup.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The throughput of Redis alone with the service's script, which limits any program in front of it. */
record ScriptWork(Service service, int seconds) implements Work {

  private static final int PIPELINED = 16;

  /** More than any side can lock in all rounds. */
  private static final int SEATS_A_ROUND = 2_000_000;

  @Override
  public String name() {
    return "script";
  }

  @Override
  public String title() {
    return "Redis alone: the script that locks a seat";
  }

  @Override
  public String how() {
    return "The call that the service sends for one lock, overheard at its Redis and repeated for other seats by one "
        + "connection without the service: each after the answer to the last one, or " + PIPELINED
        + " at a time. A plain `SET NX PX` beside it.";
  }

  @Override
  public List<Goal> goals() {
    return List.of();
  }

  @Override
  public int warmUps() {
    return 2;
  }

  @Override
  public List<Side> sides(RunningContenders runningContenders) {
    runningContenders.clear();
    RunningContender running = runningContenders.running(service);
    LockScript script = LockScript.capture(running.port(), running.redis(), "script");
    running.endProgram();
    return List.of(side(running, "the script", script, 1), side(running, "SET NX PX", LockScript.plainSet(), 1),
        side(running, "the script, pipelined", script, PIPELINED),
        side(running, "SET NX PX, pipelined", LockScript.plainSet(), PIPELINED));
  }

  private Side side(RunningContender running, String name, LockScript script, int pipelined) {
    int[] first = {pipelined == 1 ? 0 : SEATS_A_ROUND * 20};
    return new Side(name, _ -> round(running, script, first[0] += SEATS_A_ROUND, pipelined));
  }

  private Map<String, Double> round(RunningContender running, LockScript script, int first, int pipelined) {
    Map<String, Long> redis = Map.of("Redis", running.pids().getOrDefault("Redis", 0L));
    Cpu before = Cpu.of(redis);
    long locks = script.run(running.redis(), first, pipelined, seconds);
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("locks/s", (double) locks / seconds);
    Figures.putProcessorTime(figures, before, redis, locks);
    return figures;
  }
}
