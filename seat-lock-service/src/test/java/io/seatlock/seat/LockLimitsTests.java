package io.seatlock.seat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockLimitsTests {

  private final LockLimits defaults = new LockLimits(null, null, null, null, 0);

  @Test
  void defaultsAreThoseOfTheContract() {
    assertThat(defaults)
        .isEqualTo(new LockLimits(Duration.ofSeconds(120), Duration.ofSeconds(900), Duration.ofHours(2), null, 0));
    assertThat(defaults.timeout(null)).isEqualTo(Duration.ofSeconds(120));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 899, 900})
  void secondsInRangeAreTaken(long seconds) {
    assertThat(defaults.timeout(seconds)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 901, Long.MAX_VALUE})
  void secondsOutOfRangeAreRefused(long seconds) {
    assertThatThrownBy(() -> defaults.timeout(seconds)).isInstanceOfSatisfying(InvalidRequest.class, e -> {
      assertThat(e.field()).isEqualTo("timeoutSeconds");
      assertThat(e.advice()).contains("1 to 900");
    });
  }

  @Test
  void rangeIsTheConfiguredOne() {
    LockLimits limits = new LockLimits(Duration.ofSeconds(5), Duration.ofSeconds(10), null, null, 0);

    assertThat(limits.timeout(null)).isEqualTo(Duration.ofSeconds(5));
    assertThat(limits.timeout(10L)).isEqualTo(Duration.ofSeconds(10));
    assertThatThrownBy(() -> limits.timeout(11L)).isInstanceOf(InvalidRequest.class).hasMessageContaining("1 to 10");
  }
}
