package io.seatlock.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

class EmbeddedServersTests {

  private final GenericApplicationContext context = new GenericApplicationContext();
  private final ConfigurableEnvironment environment = context.getEnvironment();
  private final EmbeddedServers servers = new EmbeddedServers();

  @TempDir
  private Path dataDir;

  @BeforeEach
  void useFolder() {
    set("seat-lock-standalone.data-dir", dataDir.toString());
    ConfigurationPropertySources.attach(environment);
  }

  @Test
  void noServerIsStartedWhereBothAddressesAreConfigured() {
    set("spring.data.redis.port", "6390");
    set("spring.kafka.bootstrap-servers", "elsewhere:9092");
    servers.initialize(context);
    servers.stop();
    assertThat(servers.redis()).isEmpty();
    assertThat(servers.kafka()).isEmpty();
    assertThat(dataDir).isEmptyDirectory();
    assertThat(environment.getProperty("spring.data.redis.host")).isNull();
    assertThat(environment.getProperty("spring.data.redis.port")).isEqualTo("6390");
    assertThat(environment.getProperty("spring.kafka.bootstrap-servers"))
        .isEqualTo("elsewhere:9092");
  }

  @Test
  void serverThatCannotStartIsReportedWithItsReason() {
    set("spring.kafka.bootstrap-servers", "elsewhere:9092");
    set("seat-lock-standalone.redis-binary", dataDir.resolve("none").toString());
    assertThatThrownBy(() -> servers.initialize(context))
        .isInstanceOf(ServerNotStarted.class)
        .hasMessageContaining("none cannot be used")
        .hasMessageContaining("6.2 or newer");
  }

  private void set(String name, String value) {
    environment.getPropertySources().addFirst(new MapPropertySource(name, Map.of(name, value)));
  }
}
