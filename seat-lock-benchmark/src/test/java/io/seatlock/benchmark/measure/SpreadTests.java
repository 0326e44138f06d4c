package io.seatlock.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTests {

  @Test
  void medianOfAnOddNumberIsTheMiddleOne() {
    assertThat(Spread.of(List.of(9.0, 1.0, 2.0))).isEqualTo(new Spread(1, 2, 9));
  }

  @Test
  void medianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
    assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(new Spread(1, 3, 9));
  }

  @Test
  void threeDigitsAreWritten() {
    assertThat(List.of(12_345.6, 123.4, 12.34, 1.234, 0.0, 5.0)).extracting(Spread::text)
        .containsExactly("12,346", "123", "12.3", "1.23", "0", "5");
  }

  @Test
  void minimumAndMaximumFollowTheMedianIfTheyDiffer() {
    assertThat(new Spread(1, 2, 9)).hasToString("2 (1–9)");
    assertThat(new Spread(2, 2, 2)).hasToString("2");
  }
}
