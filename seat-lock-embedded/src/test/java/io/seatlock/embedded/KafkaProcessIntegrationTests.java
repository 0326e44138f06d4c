package io.seatlock.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatlock.embedded.KilledOwner.Owned;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaProcessIntegrationTests {

  @Test
  void recordsSurviveKillAndRestartOnTheSamePort() throws Exception {
    try (KafkaProcess broker = KafkaProcess.start(KafkaSettings.temporary())) {
      KafkaTopic topic = new KafkaTopic(broker.bootstrapServers());
      topic.create();
      topic.send("one");
      broker.kill();
      assertThat(broker.isRunning()).isFalse();
      broker.restart();
      topic.send("two");
      assertThat(topic.read()).containsExactly("one", "two");
    }
  }

  @Test
  void pausedBrokerTakesNothingUntilItIsResumed() throws Exception {
    try (KafkaProcess broker = KafkaProcess.start(KafkaSettings.temporary())) {
      KafkaTopic topic = new KafkaTopic(broker.bootstrapServers());
      topic.create();
      broker.pause();
      CompletableFuture<Void> sending = sendInBackground(topic);
      assertThatThrownBy(() -> sending.get(1, TimeUnit.SECONDS))
          .isInstanceOf(TimeoutException.class);
      broker.resume();
      sending.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void stoppedBrokerIsGoneEvenWhenItWasPaused() {
    KafkaProcess broker = KafkaProcess.start(KafkaSettings.temporary());
    broker.pause();
    broker.close();
    broker.close();
    assertThat(broker.isRunning()).isFalse();
    assertThat(LoopbackPorts.isFree(broker.port())).isTrue();
    assertThat(broker.directory()).doesNotExist();
  }

  @Test
  void deathOfTheJvmThatStartedItEndsIt(@TempDir Path folder) throws Exception {
    Owned kafka = KilledOwner.start("kafka", folder);
    assertThat(kafka.server().isAlive()).isTrue();
    new RunningProcess(kafka.jvm().pid()).kill();
    assertThat(Waiting.until(Duration.ofSeconds(20), () -> !kafka.server().isAlive())).isTrue();
  }

  @Test
  void brokerThatCannotStartSaysWhy() {
    KafkaSettings settings = KafkaSettings.temporary().with(Map.of("log.segment.bytes", "no number"));
    assertThatThrownBy(() -> KafkaProcess.start(settings))
        .hasMessageContaining("log.segment.bytes");
  }

  private static CompletableFuture<Void> sendInBackground(KafkaTopic topic) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            topic.send("late");
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
