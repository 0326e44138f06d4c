package io.seatlock.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class GoalTests {

  private static final Goal TWICE = Goal.ratio("twice each", "ours", List.of("one", "other"), 2);

  /** By side, of the only figure. */
  private record Measured(Map<String, Spread> spreads) implements Results {

    @Override
    public Set<String> sides() {
      return new TreeSet<>(spreads.keySet());
    }

    @Override
    public String headline() {
      return "requests/s";
    }

    @Override
    public Spread spread(String side, String figure) {
      return spreads.getOrDefault(side, new Spread(Double.NaN, Double.NaN, Double.NaN));
    }
  }

  @Test
  void eachRatioMustReachTheGoal() {
    assertThat(TWICE.verdict(medians(10, 5, 2.5))).isEqualTo("met, 2 to 4");
    assertThat(TWICE.verdict(medians(10, 5.1, 2.5))).isEqualTo("**missed**, 1.96 to 4");
  }

  @Test
  void whatWasNotMeasuredIsNotMet() {
    assertThat(TWICE.verdict(new Measured(Map.of("ours", all(10), "one", all(5))))).isEqualTo("**missed**, 2");
    assertThat(TWICE.verdict(new Measured(Map.of()))).isEqualTo("not measured");
    assertThat(Goal.never("none lost", "ours", "lost").verdict(new Measured(Map.of()))).isEqualTo("not measured");
  }

  @Test
  void upperLimitMayBeReached() {
    Goal goal = Goal.atMost("at most 3 s", 3, " s", results -> List.of(results.spread("ours", "s").median()));
    assertThat(goal.verdict(new Measured(Map.of("ours", new Spread(1, 3, 9))))).isEqualTo("met, 3 s");
    assertThat(goal.verdict(new Measured(Map.of("ours", new Spread(1, 3.5, 9))))).isEqualTo("**missed**, 3.50 s");
  }

  @Test
  void singleTurnBreaksWhatMustAlwaysHold() {
    Goal noneLost = Goal.never("none lost", "ours", "lost");
    assertThat(noneLost.verdict(new Measured(Map.of("ours, 3 s", all(0), "theirs", all(7))))).isEqualTo("met, 0");
    assertThat(noneLost.verdict(new Measured(Map.of("ours, 3 s", new Spread(0, 0, 1)))))
        .isEqualTo("**missed**, 0 to 1");
  }

  private static Results medians(double ours, double one, double other) {
    return new Measured(Map.of("ours", new Spread(0, ours, 99), "one", new Spread(0, one, 99), "other", all(other)));
  }

  private static Spread all(double value) {
    return new Spread(value, value, value);
  }
}
