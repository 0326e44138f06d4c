package io.seatlock.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tagged by hand, because {@code @AnyRedis} is in seat-lock-testkit, which depends on this module. */
@Tag("any-redis")
class KafkaBrokerIntegrationTests {

  @TempDir
  private Path folder;

  @Test
  void recordsSurviveARestartInTheSameFolder() throws Exception {
    int port;
    try (KafkaBroker broker = KafkaBroker.start(KafkaSettings.in(folder))) {
      port = broker.port();
      KafkaTopic topic = new KafkaTopic(broker.bootstrapServers());
      topic.create();
      topic.send("one");
    }

    try (KafkaBroker broker = KafkaBroker.start(KafkaSettings.in(folder).withPort(port))) {
      KafkaTopic topic = new KafkaTopic(broker.bootstrapServers());
      topic.send("two");

      assertThat(topic.read()).containsExactly("one", "two");
    }
  }

  @Test
  void closedBrokerLeavesNothingBehind() {
    KafkaBroker broker = KafkaBroker.start(KafkaSettings.temporary());
    assertThat(LoopbackPorts.isFree(broker.port())).isFalse();
    broker.close();
    broker.close();
    assertThat(LoopbackPorts.isFree(broker.port())).isTrue();
    assertThat(broker.directory()).doesNotExist();
  }

  @Test
  void takenPortIsRefusedUnlessAnotherMayReplaceIt() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, LoopbackPorts.loopback())) {
      int port = taken.getLocalPort();
      KafkaSettings settings = KafkaSettings.temporary();
      assertThatThrownBy(() -> KafkaBroker.start(settings.withPort(port)))
          .hasMessageContaining("port " + port);
      try (KafkaBroker broker = KafkaBroker.start(settings.preferringPort(port))) {
        assertThat(broker.port()).isNotEqualTo(port);
      }
    }
  }

  @Test
  void folderInUseIsRefused() {
    try (KafkaBroker broker = KafkaBroker.start(KafkaSettings.in(folder))) {
      assertThatThrownBy(() -> KafkaBroker.start(KafkaSettings.in(folder)))
          .hasMessageContaining("uses the data in " + broker.directory());
    }
  }
}
