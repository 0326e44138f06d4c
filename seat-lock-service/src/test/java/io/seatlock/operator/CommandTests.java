package io.seatlock.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.seat.SeatsUnavailable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    return run(configuration, List.of("--all"), work);
  }

  private int run(Class<?> configuration, List<String> args, ToIntFunction<ApplicationContext> work) {
    return COMMAND.run(configuration, args, new PrintStream(said, true, StandardCharsets.UTF_8), work);
  }

  private String redisTimeout(String... args) {
    List<String> found = new ArrayList<>();
    assertThat(run(Empty.class, List.of(args), context -> {
      found.add(context.getEnvironment().getProperty("spring.data.redis.timeout"));
      return 0;
    })).as(said()).isZero();
    return found.getFirst();
  }

  /** A longer one was set together with others that must be below it. */
  @Test
  void commandWaitsForRedisFiveSecondsOrAsLongAsTheServiceUnlessItIsTold(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("own.properties");
    String own = "--spring.config.additional-location=file:" + file;
    assertThat(redisTimeout()).isEqualTo("5s");
    assertThat(redisTimeout("--spring.data.redis.timeout=1s")).isEqualTo("1s");

    Files.writeString(file, "spring.data.redis.timeout=10s");
    assertThat(redisTimeout(own)).isEqualTo("10s");

    Files.writeString(file, "spring.data.redis.timeout=2s");
    assertThat(redisTimeout(own)).isEqualTo("5s");
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
