package io.seatlock.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.seat.SeatsUnavailable;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationContext;

/** An operator must know whether the settings, Redis or the program itself was the reason. */
class CommandTests {

  private static final Command COMMAND = new Command("count", List.of("--all"), "The count", "Nothing was counted.");

  private static final LoggingSystem LOGGING = LoggingSystem.get(CommandTests.class.getClassLoader());

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  /** The commands turn the log off. */
  @AfterAll
  static void logAgain() {
    LOGGING.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
    LOGGING.setLogLevel("org.springframework.boot", null);
  }

  private int run(Class<?> configuration, ToIntFunction<ApplicationContext> work) {
    return COMMAND.run(configuration, List.of("--all"), new PrintStream(said, true, StandardCharsets.UTF_8), work);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void exitCodeIsThatOfTheWork() {
    assertThat(run(Empty.class, _ -> 7)).isEqualTo(7);
    assertThat(said()).isEmpty();
  }

  @Test
  void contextThatCanNotStartIsAMatterOfTheSettings() {
    assertThat(run(Broken.class, _ -> 0)).isEqualTo(2);
    assertThat(said()).isEqualToIgnoringNewLines("Nothing was counted. The settings are wrong.");
  }

  @Test
  void missingRedisIsToldInOneLine() {
    assertThat(run(Empty.class, _ -> {
      throw new SeatsUnavailable("Redis is away", null);
    })).isEqualTo(2);
    assertThat(said()).isEqualToIgnoringNewLines("The count was not completed. Redis is away");
  }

  @Test
  void errorOfTheProgramIsNotBlamedOnTheSettings() {
    assertThat(run(Empty.class, _ -> {
      throw new IllegalStateException("a defect");
    })).isEqualTo(2);
    assertThat(said()).startsWith("The count was not completed because of an error in it:").contains("a defect",
        "CommandTests.java").doesNotContain("settings");
  }

  /** Starts. */
  static final class Empty {}

  /** Does not start. */
  static final class Broken {

    Broken() {
      throw new IllegalStateException("no bean");
    }
  }
}
