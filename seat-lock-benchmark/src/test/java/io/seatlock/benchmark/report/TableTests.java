package io.seatlock.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTests {

  @Test
  void eachSideIsARowWithMediansAndTheRatio() {
    Table table = new Table(List.of(sample("ours", 1, 200), sample("theirs", 1, 90), sample("ours", 2, 220),
        sample("theirs", 2, 110), sample("ours", 3, 210), sample("theirs", 3, 100)));
    assertThat(table.markdown("ours")).isEqualTo("""
        |  | requests/s | p99 ms | ours ÷ this |
        | --- | --- | --- | --- |
        | ours | 210 (200–220) | 7 |  |
        | theirs | 100 (90–110) | 7 | 2.10 |
        """);
    assertThat(table.turns()).isEqualTo(3);
  }

  @Test
  void figureThatASideDoesNotHaveIsLeftOut() {
    Table table = new Table(
        List.of(sample("ours", 1, 200), new Sample("work", "theirs", 1, Map.of("requests/s", 50.0))));
    assertThat(table.markdown("ours")).contains("| theirs | 50 |  | 4 |");
  }

  @Test
  void noRatioWithoutTheOneThatIsCompared() {
    Table table = new Table(List.of(sample("one", 1, 200), sample("other", 1, 100)));
    assertThat(table.markdown("ours")).doesNotContain("÷");
  }

  private static Sample sample(String side, int turn, double perSecond) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("requests/s", perSecond);
    figures.put("p99 ms", 7.0);
    return new Sample("work", side, turn, figures);
  }
}
