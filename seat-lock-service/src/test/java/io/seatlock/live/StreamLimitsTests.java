package io.seatlock.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatlock.security.CallRefused;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StreamLimitsTests {

  private static final long MEGABYTE = 1024 * 1024;

  private final StreamLimits limits = new StreamLimits(settings(3), 512 * MEGABYTE);

  private static LiveSettings settings(int maxStreams) {
    return new LiveSettings(maxStreams, 2, Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(60));
  }

  private void assertRefused(int status, String client) {
    assertThatThrownBy(() -> limits.take(client)).isInstanceOfSatisfying(CallRefused.class, refused -> {
      assertThat(refused.status()).isEqualTo(status);
      assertThat(refused.code()).isEqualTo("TOO_MANY_STREAMS");
      assertThat(refused.headers()).containsKey("Retry-After");
    });
  }

  @Test
  void oneClientHasItsShareAndAllTogetherTheirs() {
    Runnable first = limits.take("ann");
    limits.take("ann");
    assertRefused(429, "ann");
    limits.take("bob");
    assertRefused(503, "carl");

    first.run();
    first.run();
    assertThat(limits.open()).isEqualTo(2);
    limits.take("ann");
    assertRefused(503, "ann");
  }

  @Test
  void streamsTakeAtMostHalfOfTheHeap() {
    StreamLimits small = new StreamLimits(settings(10_000), MEGABYTE);
    for (int i = 0; i < 4; i++) {
      small.take(null);
    }
    assertThatThrownBy(() -> small.take(null)).isInstanceOf(CallRefused.class);
    assertThat(new StreamLimits(settings(10_000), 2560 * MEGABYTE).most()).isEqualTo(10_000);
  }

  @Test
  void programThatActsForManyIsNotLimitedByItself() {
    for (int i = 0; i < 3; i++) {
      limits.take(null);
    }
    assertThatThrownBy(() -> limits.take(null)).isInstanceOf(CallRefused.class);
  }

  @Test
  void nothingIsKeptOfClientsThatHaveGone() {
    Runnable first = limits.take("ann");
    Runnable second = limits.take("ann");
    first.run();
    assertThat(limits.clients()).isEqualTo(1);
    second.run();
    assertThat(limits.clients()).isZero();
  }
}
