package io.seatlock.benchmark.contender;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times in the service's format, by the JVM's clock. */
final class Times {

  private Times() {}

  static String now() {
    return after(Duration.ZERO);
  }

  static String after(Duration duration) {
    return Instant.now().plus(duration).truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
