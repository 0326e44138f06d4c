package io.seatlock.settings;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Settings that depend on each other, with the service's own defaults for those that are not given. */
class SettingsConsistencyTests {

  private final ApplicationContextRunner application = new ApplicationContextRunner()
      .withInitializer(new ConfigDataApplicationContextInitializer())
      .withUserConfiguration(SeatLockConfiguration.class);

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      spring.data.redis.timeout=49ms                          | spring.data.redis.timeout (49 ms) must be 50 ms or more; write e.g. 500ms.
      spring.data.redis.timeout=0                             | spring.data.redis.timeout (0 ms) must be 50 ms or more; write e.g. 500ms.
      spring.data.redis.timeout=-1s                           | spring.data.redis.timeout (-1000 ms) must be 50 ms or more; write e.g. 500ms.
      spring.data.redis.timeout=400ms seat-lock.durability.mode=safe | seat-lock.durability.timeout (400 ms) must be below spring.data.redis.timeout (400 ms) in safe mode; write e.g. 320ms.
      seat-lock.durability.timeout=2s seat-lock.durability.mode=safe | seat-lock.durability.timeout (2000 ms) must be below spring.data.redis.timeout (500 ms) in safe mode; write e.g. 400ms.
      seat-lock.growth.idle=1h seat-lock.holder.pause=2h      | seat-lock.growth.idle (3600 s) must be at least seat-lock.holder.pause (7200 s); write e.g. 7200s.
      seat-lock.growth.idle=1h seat-lock.lock.late-finalize=2h | seat-lock.growth.idle (3600 s) must be at least seat-lock.lock.late-finalize (7200 s); write e.g. 7200s.
      seat-lock.growth.idle=1h seat-lock.lock.max-timeout=2h  | seat-lock.growth.idle (3600 s) must be at least seat-lock.lock.max-timeout (7200 s); write e.g. 7200s.
      spring.kafka.producer.properties.max.block.ms=3000      | spring.kafka.producer.properties.max.block.ms (3000) must be below seat-lock.relay.lease (3000 ms); write e.g. 2000.
      spring.kafka.producer.properties.max.block.ms=60000 seat-lock.relay.lease=60s | spring.kafka.producer.properties.max.block.ms (60000) must be below seat-lock.relay.lease (60000 ms); write e.g. 40000.
      """)
  void whatDoesNotFitStopsTheStartWithASentence(String settings, String sentence) {
    application.withPropertyValues(settings.split(" ")).run(context -> {
      assertThat(context).hasFailed();
      FailureAnalysis analysis = new ImpossibleSettingAnalyzer().analyze(requireNonNull(context.getStartupFailure()));
      assertThat(analysis).isNotNull();
      assertThat(analysis.getDescription()).isEqualTo(sentence);
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "spring.data.redis.timeout=50ms",
      "spring.data.redis.timeout=20s",
      "spring.data.redis.timeout=401ms seat-lock.durability.mode=safe",
      "seat-lock.durability.timeout=499ms seat-lock.durability.mode=safe",
      "seat-lock.durability.timeout=2s",
      "spring.kafka.producer.properties.max.block.ms=2999",
      "spring.kafka.properties.max.block.ms=60000",
      "spring.kafka.producer.properties.max.block.ms=59999 seat-lock.relay.lease=60s"})
  void whatFitsIsAccepted(String settings) {
    application.withPropertyValues(settings.split(" ")).run(context -> assertThat(context).hasNotFailed());
  }
}
