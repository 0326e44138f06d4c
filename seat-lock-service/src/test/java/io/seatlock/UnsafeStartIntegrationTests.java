package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.embedded.LoopbackPorts;
import io.seatlock.operator.NewKeyCommand;
import io.seatlock.testkit.AnyRedis;
import io.seatlock.testkit.BesideOthers;
import io.seatlock.testkit.LongRunning;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Abuse case 8: a start that would leave the service open ends, and its port is never opened. */
@AnyRedis
@BesideOthers
class UnsafeStartIntegrationTests {

  private static final String ISSUER = "--spring.security.oauth2.resourceserver.jwt.issuer-uri=https://login.example";

  private final int port = LoopbackPorts.free();

  @LongRunning
  @ParameterizedTest
  @ValueSource(strings = {"--server.address=0.0.0.0", "--server.address=::", "--server.address=", ISSUER,
      "--server.address=0.0.0.0 " + ISSUER, "--seat-lock.security.mode=token", "--management.server.port=0"})
  void thePortIsNeverOpened(String settings) {
    String[] args = (settings + " --server.port=" + port).split(" ");
    CompletableFuture<Run> ended = CompletableFuture.supplyAsync(() -> Run.withVariables(Map.of(), args),
        Thread::startVirtualThread);
    await().atMost(Duration.ofMinutes(1)).until(() -> {
      assertThat(LoopbackPorts.isFree(port)).isTrue();
      return ended.isDone();
    });

    Run run = ended.join();
    assertThat(run.exitCode()).isPositive();
    assertThat(run.out()).contains("APPLICATION FAILED TO START", "Set spring.security.oauth2.resourceserver.jwt.")
        .doesNotContain("Tomcat started", "at org.springframework");
  }

  @Test
  void aNewKeyIsPrintedWithWhatTheSettingsNeed() {
    Run run = Run.command(NewKeyCommand.NAME, Map.of(), "box-office");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).containsPattern("slk_[A-Za-z0-9_-]{43}\n").containsPattern("key-sha256: [0-9a-f]{64}\n")
        .contains("- name: box-office");
    assertThat(Run.command(NewKeyCommand.NAME, Map.of(), "a", "b").exitCode()).isEqualTo(2);
  }
}
