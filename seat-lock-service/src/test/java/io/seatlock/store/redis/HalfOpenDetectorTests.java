package io.seatlock.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The clock of the channel stands still unless a test moves it. */
class HalfOpenDetectorTests {

  private static final Duration INTERVAL = Duration.ofMillis(500);

  private EmbeddedChannel channel;

  @BeforeEach
  void connect() {
    channel = new EmbeddedChannel();
    channel.freezeTime();
    channel.pipeline().addFirst(new HalfOpenDetector(INTERVAL));
    channel.pipeline().fireChannelActive();
  }

  @Test
  void linkThatOwesAnAnswerForTooLongIsClosed() {
    channel.writeOutbound("PING");
    looks(4);
    assertThat(channel.isOpen()).isTrue();
    looks(1);
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void linkOnWhichNobodyAskedStaysOpen() {
    looks(100);
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void answeredLinkStaysOpen() {
    channel.writeOutbound("SUBSCRIBE");
    channel.writeInbound("subscribed");
    looks(100);
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void slowAnswersStartTheWaitAnew() {
    for (int i = 0; i < 10; i++) {
      channel.writeOutbound("PING");
      looks(4);
      channel.writeInbound("PONG");
    }
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void questionsWithoutAnswersDoNotStartItAnew() {
    for (int i = 0; i < 5; i++) {
      channel.writeOutbound("PING");
      looks(1);
    }
    assertThat(channel.isOpen()).isFalse();
  }

  /** What came meanwhile could not be read yet. */
  @Test
  void pauseOfThisJvmIsNoSilence() {
    channel.writeOutbound("PING");
    channel.advanceTimeBy(10 * INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    channel.writeInbound("PONG");
    looks(5);
    assertThat(channel.isOpen()).isTrue();
  }

  private void looks(int times) {
    for (int i = 0; i < times; i++) {
      channel.advanceTimeBy(INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
      channel.runScheduledPendingTasks();
    }
  }
}
