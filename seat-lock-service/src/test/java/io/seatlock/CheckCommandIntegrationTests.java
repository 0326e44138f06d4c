package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.store.RedisUser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The command as an operator types it: what it prints, and its exit code. */
class CheckCommandIntegrationTests {

  private static RealRedis redis;

  private record Run(int exitCode, String out) {}

  @BeforeAll
  static void start() {
    redis = RealRedis.start();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  private static Run run(String... args) {
    List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xmx256m",
        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
        "-cp", System.getProperty("java.class.path"), SeatLockApplication.class.getName()));
    command.addAll(List.of(args));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), out);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Run check(String... more) {
    Map<String, String> settings = redis.servers().springSettings(RedisUser.CHECK);
    return run(Stream.concat(Stream.of("check"), Stream.concat(Stream.of(more), settings.entrySet().stream()
        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue()))).toArray(String[]::new));
  }

  @Test
  void differencesAreLeftUntilTheRepairIsAskedFor() {
    assertThat(check()).isEqualTo(new Run(0, "0 seats and 0 waiting events: no difference.\n"));

    redis.commands().set(redis.key("hall", "seatlock:hall:A:1"), "1");
    String line = "hall:A:1 STRAY_LOCK_KEY: " + redis.key("hall", "seatlock:hall:A:1")
        + " is there, though the seat is not locked.";
    assertThat(check()).isEqualTo(new Run(1, line + "\n0 seats and 0 waiting events: 0 repaired, 1 left.\n"));
    assertThat(check("--repair"))
        .isEqualTo(new Run(0, line + " Repaired.\n0 seats and 0 waiting events: 1 repaired, 0 left.\n"));
    assertThat(check()).isEqualTo(new Run(0, "0 seats and 0 waiting events: no difference.\n"));
  }

  @Test
  void missingRightIsTold() {
    Map<String, String> settings = redis.servers().springSettings(RedisUser.SERVICE);
    Run run = run(Stream.concat(Stream.of("check"), settings.entrySet().stream()
        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())).toArray(String[]::new));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).startsWith("Not checked to the end. Redis refused the command: NOPERM ").contains("scan");
  }

  @Test
  void unknownCommandIsToldAndStartsNoService() {
    assertThat(run("chekc")).isEqualTo(new Run(2, "There is no command chekc. Commands: check\n"));
  }
}
