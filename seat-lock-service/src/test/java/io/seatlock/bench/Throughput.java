package io.seatlock.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Requests per second and p99 of two calls in turn, from wrk on the same machine, each about a seat of its own.
 * Only the ratio within one run means something on a shared machine.
 */
final class Throughput {

  private static final int ROUNDS = 4;

  /** Of each side. One service is warm by then; two that share the cores may still get faster from round to round. */
  private static final int WARM_UPS = 3;

  /**
   * @param name in the output, and in the names of its seats
   * @param bases of its instances
   */
  record Side(String name, List<String> bases, String path) {}

  private final Side measured;

  private final Side yardstick;

  /** To each instance. */
  private final int connections;

  private final int seconds;

  Throughput(Side measured, Side yardstick, int connections, int seconds) {
    this.measured = measured;
    this.yardstick = yardstick;
    this.connections = connections;
    this.seconds = seconds;
  }

  void measure() throws Exception {
    Bench.say("Instances: %d, connections to each: %d", measured.bases().size(), connections);
    for (int i = 1; i <= WARM_UPS; i++) {
      run("warm-" + i, measured);
      run("warm-" + i, yardstick);
    }
    List<Wrk.Result> some = new ArrayList<>();
    List<Wrk.Result> others = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      others.add(run(String.valueOf(round), yardstick));
      some.add(run(String.valueOf(round), measured));
      Bench.say("round %d: %s", round, told(others.getLast(), some.getLast()));
    }
    Bench.say("median: %s; %s / %s = %.2f", told(median(others), median(some)), measured.name(), yardstick.name(),
        median(some).perSecond() / median(others).perSecond());
  }

  private String told(Wrk.Result ofYardstick, Wrk.Result ofMeasured) {
    return String.format("%s %s; %s %s", yardstick.name(), ofYardstick, measured.name(), ofMeasured);
  }

  private static Wrk.Result median(List<Wrk.Result> results) {
    List<Wrk.Result> sorted = new ArrayList<>(results);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  private Wrk.Result run(String round, Side side) throws Exception {
    String name = side.name() + "-" + side.bases().size() + "-" + connections + "-" + round;
    return Wrk.run(name, side.bases(), side.path(), connections, seconds);
  }
}
