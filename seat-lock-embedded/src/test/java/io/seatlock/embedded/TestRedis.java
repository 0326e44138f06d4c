package io.seatlock.embedded;

import java.nio.file.Path;
import java.time.Duration;

/** The redis-server under test: that of the system property {@code seatlock.test.redis}, or the bundled one. */
final class TestRedis {

  static final Duration SOON = Duration.ofSeconds(30);

  private TestRedis() {}

  static RedisSettings temporary() {
    return chosen(RedisSettings.temporary());
  }

  static RedisSettings in(Path folder) {
    return chosen(RedisSettings.in(folder));
  }

  private static RedisSettings chosen(RedisSettings settings) {
    String path = System.getProperty("seatlock.test.redis", "");
    return path.isEmpty() ? settings.withBundledBinary() : settings.withBinary(Path.of(path));
  }

  /** Sends a command that may be repeated, until there is an answer: on a busy machine a second may be too short. */
  static String ask(int port, String command) {
    StringBuilder answer = new StringBuilder();
    Poll.until(SOON, () -> !answer.append(RedisProbe.ask(port, command)).isEmpty());
    return answer.toString();
  }
}
