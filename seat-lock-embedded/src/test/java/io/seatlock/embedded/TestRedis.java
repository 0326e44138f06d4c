package io.seatlock.embedded;

import java.nio.file.Path;

/** The redis-server under test: that of the system property {@code seatlock.test.redis}, or the bundled one. */
final class TestRedis {

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
}
