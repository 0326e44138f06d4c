package io.seatlock.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Misspelt names of ours in the environment stop the start; names of others do not. */
class UnknownVariablesTests {

  private final UnknownVariables known = new UnknownVariables("seat-lock", SeatLockSettings.class);

  @ParameterizedTest
  @CsvSource({"SEATLOCK_LOCK_MAX_TIMEOUT, SEATLOCK_LOCK_MAXTIMEOUT",
      "SEAT_LOCK_LOCK_MAXTIMEOUT, SEATLOCK_LOCK_MAXTIMEOUT",
      "SEATLOCK_LOCK_MAXTIMOUT, SEATLOCK_LOCK_MAXTIMEOUT", "SEATLOCK_MAXTIMEOUT, SEATLOCK_LOCK_MAXTIMEOUT",
      "SEATLOCK_LOKC_MAXTIMEOUT, SEATLOCK_LOCK_MAXTIMEOUT", "SEAT_LOCK_PARTITION, SEATLOCK_PARTITIONS",
      "seatlock_durability_mod, SEATLOCK_DURABILITY_MODE", "SEATLOCK_REDIS_KEY_PREFIX, SEATLOCK_REDIS_KEYPREFIX",
      "SEATLOCK_TOPICS_NAMES_LOKCED, SEATLOCK_TOPICS_NAMES_LOCKED",
      "SEATLOCK_SECURITY_CLIENTS_0_KEY, SEATLOCK_SECURITY_CLIENTS"})
  void aMisspeltVariableIsRefusedWithTheNearestName(String name, String nearest) {
    assertThatThrownBy(() -> known.refuse(Map.of(name, "1"), Map.of())).isInstanceOf(UnknownSetting.class)
        .hasMessage("There is no setting " + name + "; the nearest is " + nearest + ".");
  }

  @ParameterizedTest
  @CsvSource({"seat-lock.lock.max-timout, seat-lock.lock.max-timeout", "seat-lock.partition, seat-lock.partitions"})
  void aMisspeltSystemPropertyIsRefusedWithTheNearestName(String name, String nearest) {
    assertThatThrownBy(() -> known.refuse(Map.of(), Map.of(name, "1"))).isInstanceOf(UnknownSetting.class)
        .hasMessage("There is no setting " + name + "; the nearest is " + nearest + ".");
  }

  /** What is let through must be what Spring binds, in both ways of writing. */
  @ParameterizedTest
  @ValueSource(strings = {"SEATLOCK_LOCK_MAXTIMEOUT", "SEAT_LOCK_LOCK_MAX_TIMEOUT"})
  void whatSpringBindsIsAllowed(String name) {
    known.refuse(Map.of(name, "600s"), Map.of());

    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(
        new SystemEnvironmentPropertySource("test-systemEnvironment", Map.of(name, "600s")));
    ConfigurationPropertySources.attach(environment);
    SeatLockSettings settings = Binder.get(environment).bindOrCreate("seat-lock", SeatLockSettings.class);
    assertThat(settings.lock().maxTimeout()).hasSeconds(600);
  }

  @ParameterizedTest
  @CsvSource({"SEATLOCK_CI, 1-2", "SEAT_LOCK_SERVICE_HOST, 10.0.0.1", "SEAT_LOCK_SERVICE_PORT, 8080",
      "SEAT_LOCK_SERVICE_PORT_HTTP, 8080", "SEAT_LOCK_PORT, tcp://10.0.0.1:8080",
      "SEAT_LOCK_PORT_8080_TCP_ADDR, 10.0.0.1", "SEAT_LOCK_SERVICE_SERVICE_HOST, 10.0.0.1",
      "SEATLOCK_REDIS_PORT, tcp://10.0.0.1:6379", "SEAT_LOCK_STANDALONE_DATA_DIR, x", "SEATLOCKER_ID, x", "SEAT_MAP, x",
      "PATH, x", "MY_SEATLOCK_X, x"})
  void namesOfOthersAreLeftAlone(String name, String value) {
    known.refuse(Map.of(name, value), Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"seat-lock.lock.max-timeout", "seat-lock.lock.maxTimeout", "seat-lock-standalone.x",
      "seat-lock.security.clients[0].key-sha256", "seat-lock.security.clients[0].scopes[1]",
      "seatlock.test.redis", "user.dir"})
  void systemPropertiesOfOthersAndOursAreLeftAlone(String name) {
    known.refuse(Map.of(), Map.of(name, "1"));
  }

  @Test
  void membersOfAListAreKnown() {
    known.refuse(Map.of("SEATLOCK_SECURITY_CLIENTS_0_NAME", "desk", "SEATLOCK_SECURITY_CLIENTS_0_KEYSHA256_1", "x",
        "SEAT_LOCK_SECURITY_CLIENTS_12_SCOPES", "seats:book"), Map.of());
  }

  @Test
  void theConfigurationOfServiceAndCommandsLooks() {
    new ApplicationContextRunner().withUserConfiguration(SeatLockConfiguration.class)
        .withSystemProperties("seat-lock.lokc.max-timeout=3s").run(context -> {
          assertThat(context).hasFailed();
          assertThat(context.getStartupFailure())
              .rootCause()
              .hasMessage("There is no setting seat-lock.lokc.max-timeout; the nearest is seat-lock.lock.max-timeout.");
        });
  }
}
