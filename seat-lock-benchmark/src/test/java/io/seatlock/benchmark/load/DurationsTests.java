package io.seatlock.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DurationsTests {

  @Test
  void percentileIsTheShortestTimeThatSoManyDidNotExceed() {
    Durations durations = Durations.ofNanos(LongStream.rangeClosed(1, 1000).map(i -> (1001 - i) * 1_000_000).toArray());
    assertThat(durations.count()).isEqualTo(1000);
    assertThat(durations.millis(50)).isEqualTo(500);
    assertThat(durations.millis(99)).isEqualTo(990);
    assertThat(durations.millis(99.9)).isEqualTo(999);
    assertThat(durations.millis(100)).isEqualTo(1000);
  }

  @Test
  void percentileOfOneIsThatOne() {
    assertThat(Durations.ofNanos(new long[] {2_000_000}).millis(1)).isEqualTo(2);
  }
}
