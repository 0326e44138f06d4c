package io.seatlock.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.benchmark.measure.Goal;
import io.seatlock.benchmark.measure.Side;
import io.seatlock.benchmark.measure.Work;
import io.seatlock.benchmark.report.Sample;
import io.seatlock.benchmark.setup.RunningContenders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunnerTests {

  private static final int MAX_WARM_UPS = 9;

  private final List<String> rounds = new ArrayList<>();

  private final Runner runner = new Runner(2, Duration.ZERO, _ -> {});

  @Test
  void sidesAreMeasuredInTurns() {
    List<Sample> samples = runner.run(work(0), List.of(side("a", 1, 2), side("b", 3, 4)));
    assertThat(rounds).containsExactly("a 1", "b 1", "a 2", "b 2");
    assertThat(samples).extracting(sample -> sample.side() + sample.turn() + sample.figures())
        .containsExactly("a1{x=1.0}", "b1{x=3.0}", "a2{x=2.0}", "b2{x=4.0}");
  }

  @Test
  void warmUpEndsWhenFiveRoundsAreNoBetter() {
    runner.run(work(MAX_WARM_UPS), List.of(side("a", 100, 200, 201, 199, 205, 206, 200, 0, 0)));
    assertThat(rounds).hasSize(7 + 2).endsWith("a warm-6", "a warm-7", "a 1", "a 2");
  }

  @Test
  void warmUpGoesOnWhileRoundsGetBetter() {
    runner.run(work(MAX_WARM_UPS), List.of(side("a", 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0)));
    assertThat(rounds).hasSize(MAX_WARM_UPS + 2);
  }

  @Test
  void slowRoundsDoNotEndTheWarmUp() {
    runner.run(work(MAX_WARM_UPS), List.of(side("a", 100, 90, 80, 90, 80, 110, 90, 95, 100, 0, 0)));
    assertThat(rounds).hasSize(MAX_WARM_UPS + 2);
  }

  private Side side(String name, double... values) {
    Iterator<Double> next = Arrays.stream(values).iterator();
    return new Side(name, label -> {
      rounds.add(name + " " + label);
      return Map.of("x", next.next());
    });
  }

  private static Work work(int warmUps) {
    return new Work() {

      @Override
      public String name() {
        return "work";
      }

      @Override
      public String title() {
        return "Work";
      }

      @Override
      public String how() {
        return "So.";
      }

      @Override
      public List<Goal> goals() {
        return List.of();
      }

      @Override
      public int warmUps() {
        return warmUps;
      }

      @Override
      public List<Side> sides(RunningContenders runningContenders) {
        return List.of();
      }
    };
  }
}
