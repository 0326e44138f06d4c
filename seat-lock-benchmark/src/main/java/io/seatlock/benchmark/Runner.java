package io.seatlock.benchmark;

import io.seatlock.benchmark.measure.Side;
import io.seatlock.benchmark.measure.Work;
import io.seatlock.benchmark.report.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Measures the sides of a work in turns: in each turn every side once. */
final class Runner {

  /** A warm-up round is an improvement if it exceeds the best one so far by this factor. */
  private static final double MIN_IMPROVEMENT = 1.03;

  /** The warm-up ends after this many rounds without an improvement: on a shared machine a round may be slow by chance. */
  private static final int ROUNDS_WITHOUT_IMPROVEMENT = 5;

  /**
   * Between the rounds of a warm-up. Under full load the JVM's compilers share the processors with all threads of the
   * program, which may be a hundred. So on a slow machine many rounds would pass until the next one is faster.
   */
  static final Duration PAUSE_FOR_COMPILERS = Duration.ofSeconds(2);

  private final int turns;

  private final Duration pause;

  private final Consumer<String> progress;

  /** @param pause between two rounds of a warm-up */
  Runner(int turns, Duration pause, Consumer<String> progress) {
    this.turns = turns;
    this.pause = pause;
    this.progress = progress;
  }

  /** @param sides of the work */
  List<Sample> run(Work work, List<Side> sides) {
    sides.forEach(side -> warmUp(work, side));
    List<Sample> samples = new ArrayList<>();
    for (int turn = 1; turn <= turns; turn++) {
      for (Side side : sides) {
        Map<String, Double> figures = measure(work, side, String.valueOf(turn));
        samples.add(new Sample(work.name(), side.name(), turn, figures));
      }
    }
    return samples;
  }

  private void warmUp(Work work, Side side) {
    double best = 0;
    int withoutImprovement = 0;
    for (int i = 1; i <= work.warmUps() && withoutImprovement < ROUNDS_WITHOUT_IMPROVEMENT; i++) {
      double headline = measure(work, side, "warm-" + i).values().iterator().next();
      withoutImprovement = headline > best * MIN_IMPROVEMENT ? 0 : withoutImprovement + 1;
      best = Math.max(best, headline);
      LockSupport.parkNanos(pause.toNanos());
    }
  }

  private Map<String, Double> measure(Work work, Side side, String label) {
    Map<String, Double> figures = side.round().measure(label);
    progress.accept("%s %s, %s: %s".formatted(work.name(), label, side.name(), figures.entrySet().stream()
        .map(figure -> "%s %.4g".formatted(figure.getKey(), figure.getValue())).collect(Collectors.joining(", "))));
    return figures;
  }
}
