package io.seatlock.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FrameTimerTests {

  private static final long START = 5_000_000_000L;

  private final FrameTimer timer = new FrameTimer(
      new LiveSettings(10, 10, Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(60)));

  private void sentIn(long millis) {
    timer.sent(START, START + millis * 1_000_000);
  }

  @Test
  void firstChangeAfterARestIsDueAtOnce() {
    assertThat(timer.isDue(System.nanoTime())).isTrue();
  }

  @Test
  void nextFrameWaitsForItsTime() {
    sentIn(1);

    assertThat(timer.isDue(START + 99_999_999)).isFalse();
    assertThat(timer.rest(START + 60_000_000)).isEqualTo(Duration.ofMillis(40));
    assertThat(timer.isDue(START + 100_000_000)).isTrue();
    assertThat(timer.rest(START + 200_000_000)).isZero();
  }

  @Test
  void framesAreAsRareAsSendingIsSlowButNoRarerThanAllowed() {
    sentIn(25);
    assertThat(timer.interval()).isEqualTo(Duration.ofMillis(100));
    sentIn(50);
    assertThat(timer.interval()).isEqualTo(Duration.ofMillis(200));
    sentIn(400);
    assertThat(timer.interval()).isEqualTo(Duration.ofSeconds(1));
    sentIn(1);
    assertThat(timer.interval()).isEqualTo(Duration.ofMillis(100));
  }
}
