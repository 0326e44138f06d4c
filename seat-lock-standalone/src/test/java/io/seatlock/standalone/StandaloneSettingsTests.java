package io.seatlock.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.mock.env.MockEnvironment;

class StandaloneSettingsTests {

  private final MockEnvironment environment = new MockEnvironment();

  @Test
  void defaultsAreTheCustomaryPortsAndTheFolderData() {
    assertThat(StandaloneSettings.from(environment))
        .isEqualTo(new StandaloneSettings(Path.of("data"), 6379, 9092, null));
  }

  @Test
  void everythingCanBeSet() {
    environment.setProperty("seat-lock-standalone.data-dir", "/x");
    environment.setProperty("seat-lock-standalone.redis-port", "1");
    environment.setProperty("seat-lock-standalone.kafka-port", "2");
    environment.setProperty("seat-lock-standalone.redis-binary", "/y");
    assertThat(StandaloneSettings.from(environment))
        .isEqualTo(new StandaloneSettings(Path.of("/x"), 1, 2, Path.of("/y")));
  }

  @Test
  void misspeltNameIsRefused() {
    environment.setProperty("seat-lock-standalone.redis-prot", "1");
    assertThatThrownBy(() -> StandaloneSettings.from(environment))
        .rootCause()
        .hasMessageContaining("redis-prot");
  }

  @Test
  void misspeltVariableIsRefused() {
    StandardEnvironment others = new StandardEnvironment() {
      @Override
      public Map<String, Object> getSystemEnvironment() {
        return Map.of("SEATLOCKSTANDALONE_REDISPROT", "1");
      }
    };
    assertThatThrownBy(() -> StandaloneSettings.from(others))
        .hasMessageContaining("SEATLOCKSTANDALONE_REDISPROT; the nearest is SEATLOCKSTANDALONE_REDISPORT.");
  }

  @Test
  void everySettingIsInTheTable() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "settings.md"));
    List<String> rows = Pattern.compile("(?m)^\\| `seat-lock-standalone\\.([^`]+)`")
        .matcher(page)
        .results()
        .map(row -> row.group(1).replace("-", "").toLowerCase(Locale.ROOT))
        .toList();
    assertThat(StandaloneSettings.class.getRecordComponents())
        .extracting(setting -> setting.getName().toLowerCase(Locale.ROOT))
        .containsExactlyElementsOf(rows);
  }
}
