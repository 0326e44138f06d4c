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
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * More buyers than seats, each for one seat. Each answer is counted: there must be as many grants as seats.
 *
 * @param buyersInTurn whether all buyers of a seat come before those of the next seat; otherwise their order is random,
 *     but the same in every run
 */
record SaleWork(String name, String title, List<Contender> contenders, int connections, int seats, int buyersOfEach,
    boolean buyersInTurn) implements Work {

  private static final int SEED = 20261122;

  private static final String GRANTS = "granted";

  private static final String NEITHER = "neither granted nor refused";

  private static final int GRANTED = 200;

  private static final int REFUSED = 409;

  @Override
  public String how() {
    return "%,d buyers for each of %,d seats, %s, over %d connections; refusals are counted as requests, too. "
        .formatted(buyersOfEach, seats, buyersInTurn ? "seat after seat" : "in one random order", connections)
        + "Our own caller, since each answer counts.";
  }

  /** Refusals take other ways through each program than grants, so works before this one have not warmed it up. */
  @Override
  public int warmUps() {
    return 24;
  }

  @Override
  public List<Goal> goals() {
    return List.of(Goal.ratio("at least twice each other design", Service.NAME, Contenders.rivalNames(), 2),
        Goal.always("exactly as many grants as seats", Service.NAME, GRANTS, seats),
        Goal.never("every call is granted or refused", Service.NAME, NEITHER));
  }

  @Override
  public List<Side> sides(RunningContenders runningContenders) {
    List<Integer> order = order();
    return contenders.stream().map(runningContenders::running)
        .map(running -> new Side(running.name(), label -> round(running, label, order))).toList();
  }

  private List<Integer> order() {
    List<Integer> order = new ArrayList<>(IntStream.range(0, seats * buyersOfEach)
        .mapToObj(i -> 1 + i / buyersOfEach).toList());
    if (!buyersInTurn) {
      Collections.shuffle(order, new Random(SEED));
    }
    return order;
  }

  private Map<String, Double> round(RunningContender running, String label, List<Integer> order) {
    String venue = name + "-" + label;
    running.sale().open(venue, seats);
    Cpu before = Cpu.of(running.pids());
    Callers.Result result = Callers.atOnce(running.port(), connections, order.size(),
        i -> Requests.lock(venue, order.get(i), "u" + i));
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(Figures.PER_SECOND, result.perSecond());
    figures.put("p99 ms", result.durations().millis(99));
    figures.put(GRANTS, (double) result.count(GRANTED));
    figures.put(NEITHER,
        (double) order.size() - result.count(GRANTED) - result.count(REFUSED));
    Figures.putProcessorTime(figures, before, running.pids(), order.size());
    return figures;
  }
}
