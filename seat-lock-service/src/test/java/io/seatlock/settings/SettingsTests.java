package io.seatlock.settings;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.unit.DataSize;

class SettingsTests {

  private final ApplicationContextRunner application = new ApplicationContextRunner()
      .withUserConfiguration(SeatLockConfiguration.class);

  @Test
  void theTableNamesEverySettingWithItsDefault() throws IOException {
    application.run(context -> assertThat(table()).isEqualTo(defaults(context.getBean(SeatLockSettings.class))));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      seat-lock.lock.max-timout=3s              | There is no setting seat-lock.lock.max-timout
      seat-lock.lokc.max-timeout=3s             | There is no setting seat-lock.lokc.max-timeout
      seat-lock.lock.max-timeout=abc            | seat-lock.lock.max-timeout must be a time with its unit
      seat-lock.lock.max-timeout=0s             | seat-lock.lock.max-timeout must be whole seconds
      seat-lock.lock.default-timeout=1500ms     | seat-lock.lock.default-timeout must be whole seconds
      seat-lock.lock.default-timeout=1000s      | seat-lock.lock.default-timeout must be whole seconds from 1s to max-timeout
      seat-lock.lock.max-total-time=10s         | seat-lock.lock.max-total-time must be at least max-timeout
      seat-lock.lock.max-seats-per-user=-1      | seat-lock.lock.max-seats-per-user must be 0
      seat-lock.lock.max-seats-per-user=few     | seat-lock.lock.max-seats-per-user must be a whole number
      seat-lock.partitions=0                    | seat-lock.partitions must be from 1
      seat-lock.sweep.poll=1m                   | seat-lock.sweep.poll must be from 1ms
      seat-lock.sweep.expiry-listener=perhaps   | seat-lock.sweep.expiry-listener must be true or false
      seat-lock.durability.mode=paranoid        | seat-lock.durability.mode must be one of fast, safe
      seat-lock.durability.replicas=0           | seat-lock.durability.replicas must be 1
      seat-lock.durability.timeout=1m           | seat-lock.durability.timeout must be from 1ms
      seat-lock.relay.lease=1s                  | seat-lock.relay.lease must be from 3s
      seat-lock.relay.source=                   | seat-lock.relay.source must not be empty
      seat-lock.redis.key-prefix=staging        | seat-lock.redis.key-prefix must be
      seat-lock.redis.key-prefix={p1}:          | seat-lock.redis.key-prefix must be
      seat-lock.redis.key-prefix=a:b:           | seat-lock.redis.key-prefix must be
      seat-lock.redis.key-prefix=seats:         | seat-lock.redis.key-prefix must be
      seat-lock.redis.key-prefix=*:             | seat-lock.redis.key-prefix must be
      seat-lock.topics.names.locked=a b         | seat-lock.topics.names must be 1 to 245 letters
      seat-lock.topics.names.locked=            | seat-lock.topics.names must be 1 to 245 letters
      seat-lock.topics.names.locked=..          | seat-lock.topics.names must be 1 to 245 letters
      seat-lock.topics.names.locked=seat.unlocked | seat-lock.topics.names must differ
      seat-lock.topics.names.locked=seat_unlocked | seat-lock.topics.names must differ
      seat-lock.topics.names.locked=seat.finalize-dlt | seat-lock.topics.names must differ
      seat-lock.topics.names.lokced=x           | There is no setting seat-lock.topics.names.lokced
      seat-lock.security.mode=paranoid          | seat-lock.security.mode must be one of auto, open, token, trusted-network
      seat-lock.security.roles-claim=a b        | seat-lock.security.roles-claim must be the name of a claim
      seat-lock.security.audit-secret=short     | seat-lock.security.audit-secret must have 32 characters
      seat-lock.security.clients[0].name=desk   | seat-lock.security.clients[].key-sha256 must be one or two SHA-256
      seat-lock.security.clients[0].key-sha256=00 | seat-lock.security.clients[].name must be
      seat-lock.topics.partitions=0             | seat-lock.topics.partitions must be 1
      seat-lock.holder.max-seats=-1          | seat-lock.holder.max-seats must be 0
      seat-lock.holder.pause=25h             | seat-lock.holder.pause must be
      seat-lock.growth.max-venues=-1         | seat-lock.growth.max-venues must be 0
      seat-lock.growth.max-seats-per-venue=-1 | seat-lock.growth.max-seats-per-venue must be 0
      seat-lock.growth.idle=1m               | seat-lock.growth.idle must be
      seat-lock.requests.max-finalize-age=-1s | seat-lock.requests.max-finalize-age must be
      seat-lock.requests.clock-skew=-1s      | seat-lock.requests.clock-skew must be
      seat-lock.rates.enabled=perhaps        | seat-lock.rates.enabled must be true or false
      seat-lock.rates.per-subject=0          | seat-lock.rates.per-subject must be 1
      seat-lock.rates.per-address=0          | seat-lock.rates.per-address must be 1
      seat-lock.rates.failed-logins=0        | seat-lock.rates.failed-logins must be 1
      seat-lock.rates.proxies=proxy.example  | seat-lock.rates.proxies must be
      seat-lock.rates.proxies=10.0.0.0/33    | seat-lock.rates.proxies must be
      seat-lock.web.hosts=http://a           | seat-lock.web.hosts must be
      seat-lock.web.hosts=a:80               | seat-lock.web.hosts must be
      seat-lock.web.origins=*                | seat-lock.web.origins must be
      seat-lock.web.origins=https://a/b      | seat-lock.web.origins must be
      seat-lock.plans.max-size=much          | seat-lock.plans.max-size must be a size with its unit
      seat-lock.plans.max-size=0             | seat-lock.plans.max-size must be from 1KB
      seat-lock.plans.max-size=2GB           | seat-lock.plans.max-size must be from 1KB to 256MB
      seat-lock.security.public-map=perhaps  | seat-lock.security.public-map must be true or false
      seat-lock.topics.replication-factor=0     | seat-lock.topics.replication-factor must be -1
      """)
  void aWrongSettingStopsTheStartWithASentence(String setting, String sentence) {
    application.withPropertyValues(setting).run(context -> {
      assertThat(context).hasFailed();
      FailureAnalysis analysis = new InvalidSettingAnalyzer().analyze(requireNonNull(context.getStartupFailure()));
      assertThat(analysis).isNotNull();
      assertThat(analysis.getDescription()).startsWith(sentence);
    });
  }

  @Test
  void anotherFailureIsLeftToOthers() {
    assertThat(new InvalidSettingAnalyzer().analyze(new IllegalStateException("another"))).isNull();
  }

  private static Map<String, String> table() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "settings.md"));
    Map<String, String> rows = new TreeMap<>();
    Pattern.compile("(?m)^\\| `(seat-lock\\.[^`]+)` \\| `([^`]*)`").matcher(page).results()
        .forEach((MatchResult row) -> rows.put(row.group(1), row.group(2)));
    return rows;
  }

  private static Map<String, String> defaults(SeatLockSettings settings) {
    Map<String, String> rows = new TreeMap<>();
    collect("seat-lock", settings, rows);
    return rows;
  }

  private static void collect(String name, Record part, Map<String, String> rows) {
    for (var component : part.getClass().getRecordComponents()) {
      component.getAccessor().setAccessible(true);
      Object value = ReflectionUtils.invokeMethod(component.getAccessor(), part);
      String path = name + "." + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
      if (value instanceof Record nested) {
        collect(path, nested, rows);
      } else {
        rows.put(path, text(value));
      }
    }
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case Duration time -> shortest(time);
      case DataSize size -> size.toMegabytes() + "MB";
      case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(","));
      case Enum<?> word -> word.name().toLowerCase(Locale.ROOT);
      case null, default -> String.valueOf(value);
    };
  }

  /** As a person writes it: 100ms, 120s, 2h. */
  private static String shortest(Duration time) {
    if (time.toMillis() % 1000 != 0) {
      return time.toMillis() + "ms";
    }
    return time.isPositive() && time.toSeconds() % 3600 == 0 ? time.toHours() + "h" : time.toSeconds() + "s";
  }
}
