package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.store.RedisUser;
import io.seatlock.testkit.BesideOthers;
import io.seatlock.testkit.LongRunning;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The command as an operator types it: what it prints, and its exit code. */
@BesideOthers
class CheckCommandIntegrationTests {

  private static RealRedis redis;

  @BeforeAll
  static void start() {
    redis = RealRedis.start();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  private static Run check(String... more) {
    Map<String, String> settings = redis.servers().springSettings(RedisUser.CHECK);
    return Run.command("check", settings, more);
  }

  @LongRunning
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
    Run run = Run.command("check", settings);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).startsWith("The check was not completed. Redis refused the command: NOPERM ")
        .contains("scan");
  }

  @LongRunning
  @Test
  void misspeltVariableStopsCheckAndService() {
    Map<String, String> misspelt = Map.of("SEATLOCK_LOCK_MAX_TIMEOUT", "600s");
    for (Run run : List.of(Run.withVariables(misspelt, "check"),
        Run.withVariables(misspelt, "--server.port=0"))) {
      assertThat(run.exitCode()).isPositive();
      assertThat(run.out()).contains(
          "There is no setting SEATLOCK_LOCK_MAX_TIMEOUT; the nearest is SEATLOCK_LOCK_MAXTIMEOUT.");
    }
  }

  @LongRunning
  @Test
  void unknownNameInJsonStopsTheService() {
    Run run = Run.withVariables(
        Map.of("SPRING_APPLICATION_JSON", "{\"seat-lock\":{\"lokc\":{\"max-timeout\":\"3s\"}}}"),
        "--server.port=0");

    assertThat(run.exitCode()).isPositive();
    assertThat(run.out()).contains("There is no setting seat-lock.lokc.max-timeout.");
  }

  @Test
  void unknownCommandIsToldAndStartsNoService() {
    assertThat(Run.command("chekc", Map.of()))
        .isEqualTo(new Run(2, "There is no command chekc. Commands: check, confirm-store, new-key\n"));
  }
}
