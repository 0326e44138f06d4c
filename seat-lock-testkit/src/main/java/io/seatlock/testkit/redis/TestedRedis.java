package io.seatlock.testkit.redis;

import io.seatlock.embedded.RedisSettings;
import java.nio.file.Path;
import java.util.Optional;

/** The redis-server under test: that of the system property {@code seatlock.test.redis}, or the bundled one. */
public final class TestedRedis {

  private TestedRedis() {}

  /** Empty: the bundled one. */
  public static Optional<Path> executable() {
    return Optional.of(System.getProperty("seatlock.test.redis", "")).filter(path -> !path.isEmpty()).map(Path::of);
  }

  public static RedisSettings temporary() {
    RedisSettings settings = RedisSettings.temporary();
    return executable().map(settings::withBinary).orElseGet(settings::withBundledBinary);
  }
}
