package io.seatlock.benchmark.work;

import io.seatlock.benchmark.load.Callers;
import io.seatlock.benchmark.load.Requests;
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
import java.util.Random;

/** Locks groups of four seats; groups that are requested at about the same time overlap. */
record GroupWork(List<Contender> contenders, int connections, int groups) implements Work {

  private static final int SIZE = 4;

  /**
   * Bound of the random distance between the first seats of consecutive groups, which is 1.5 on average. So each group
   * overlaps with several others.
   */
  private static final int STEP = 4;

  private static final int SEED = 20261122;

  private static final String ERRORS = "errors";

  private static final String PARTLY = "partly granted";

  private static final int GRANTED = 200;

  private static final int REFUSED = 409;

  @Override
  public String name() {
    return "groups";
  }

  @Override
  public String title() {
    return "POST /locks, overlapping groups of 4";
  }

  @Override
  public String how() {
    return ("%,d groups of %d seats over %d connections, each group some seats behind the last one, so that it overlaps "
        + "with those asked for at the same time. \"Partly granted\" counts seats that are locked afterwards without a "
        + "granted group (or the reverse), asked for one by one; it must be 0. Our own caller.")
        .formatted(groups, SIZE, connections);
  }

  @Override
  public List<Goal> goals() {
    return List.of(
        Goal.ratio("at least twice PostgreSQL and the multi-lock", Service.NAME, List.of(Contenders.REDISSON.name(),
            Contenders.UPDATE.name(), Contenders.SKIP_LOCKED.name()), 2),
        Goal.never("no error, so no dead-lock", Service.NAME, ERRORS),
        Goal.never("no partly granted group", Service.NAME, PARTLY));
  }

  @Override
  public int warmUps() {
    return 24;
  }

  @Override
  public List<Side> sides(RunningContenders runningContenders) {
    return contenders.stream().map(runningContenders::running)
        .map(running -> new Side(running.name(), label -> round(running, label))).toList();
  }

  private int[] firstSeats() {
    Random random = new Random(SEED);
    int[] first = new int[groups];
    first[0] = 1;
    for (int i = 1; i < groups; i++) {
      first[i] = first[i - 1] + random.nextInt(STEP);
    }
    return first;
  }

  private Map<String, Double> round(RunningContender running, String label) {
    String venue = name() + "-" + label;
    int[] first = firstSeats();
    int seats = first[groups - 1] + SIZE;
    running.sale().open(venue, seats);
    Cpu before = Cpu.of(running.pids());
    Callers.Result result = Callers.atOnce(running.port(), connections, groups,
        i -> Requests.group(venue, first[i], SIZE, "u" + i, Requests.LONG));
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("requests/s", result.perSecond());
    figures.put("p99 ms", result.durations().millis(99));
    figures.put("granted", (double) result.count(GRANTED));
    figures.put(ERRORS, (double) groups - result.count(GRANTED) - result.count(REFUSED));
    Figures.putProcessorTime(figures, before, running.pids(), groups);
    long locked = Callers.answers(running.port(), connections, seats, i -> Requests.status(venue, i + 1)).stream()
        .filter(answer -> answer.contains("\"LOCKED\"")).count();
    figures.put(PARTLY, Math.abs((double) locked - SIZE * result.count(GRANTED)));
    return figures;
  }
}
