package io.seatlock.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.embedded.LoopbackPorts;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The command when it can't check anything. */
@ExtendWith(OutputCaptureExtension.class)
class CheckCommandTests {

  /** The command is silent on purpose; the tests behind it in this JVM are not. */
  private static final LoggingSystem LOGGING = LoggingSystem.get(CheckCommandTests.class.getClassLoader());

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @AfterAll
  static void logAgain() {
    LOGGING.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
    LOGGING.setLogLevel("org.springframework.boot", null);
  }

  private int run(String... args) {
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    return CheckCommand.run(List.of(args), out, out);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      --repiar                         | The check does not know --repiar.
      --repair=true                    | The check does not know --repair=true.
      hall                             | The check does not know hall.
      --redis.port=1                   | The check does not know --redis.port=1.
      --spring.data.redis.prot=1       | There is no setting spring.data.redis.prot. Nothing was checked.
      --spring.data.redis.port=abc     | spring.data.redis.port must be a whole number
      --seat-lock.partitoins=8         | There is no setting seat-lock.partitoins.
      --seat-lock.partitions=0         | seat-lock.partitions must be from 1
      """)
  void wrongUseStopsWithASentence(String arg, String sentence, CapturedOutput log) {
    assertThat(run(arg)).isEqualTo(2);
    assertThat(said + log.getAll()).contains(sentence).doesNotContain("seats and");
  }

  @Test
  void redisOutOfReachIsToldInOneLine() {
    assertThat(run("--spring.data.redis.host=127.0.0.1", "--spring.data.redis.port=" + LoopbackPorts.free()))
        .isEqualTo(2);
    assertThat(said.toString(StandardCharsets.UTF_8)).startsWith("The check was not completed. Redis is out of reach: ")
        .hasLineCount(1);
  }
}
