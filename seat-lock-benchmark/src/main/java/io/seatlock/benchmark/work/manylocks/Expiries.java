package io.seatlock.benchmark.work.manylocks;

import io.seatlock.benchmark.load.Durations;
import io.seatlock.benchmark.load.Events;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures how long after their deadlines locks are published as expired. All processes run on one machine and share a
 * clock.
 */
final class Expiries {

  static final String MISSING = "not announced";

  static final String EARLY = "early";

  static final String P99 = "p99 ms";

  static final String LAST = "last event behind the last deadline, ms";

  private static final Pattern EXPIRES_AT = Pattern.compile("\"expiresAt\":\"([^\"]+)\"");

  private final Map<String, Instant> deadlines = new HashMap<>();

  private final Map<String, Duration> late = new HashMap<>();

  private Instant lastDeadline = Instant.EPOCH;

  private Instant lastEvent = Instant.EPOCH;

  /** @param answer to the request that locked the seats with these keys */
  void expect(String answer, List<String> keys) {
    Matcher found = EXPIRES_AT.matcher(answer);
    if (!found.find()) {
      throw new IllegalStateException("not locked: " + answer);
    }
    Instant deadline = Instant.parse(found.group(1));
    lastDeadline = deadline.isAfter(lastDeadline) ? deadline : lastDeadline;
    keys.forEach(key -> deadlines.put(key, deadline));
  }

  /**
   * Waits for the events and returns the figures, the 99th percentile first. A lock without an event counts with the
   * whole waiting time.
   *
   * @param patience how long to wait after the last deadline
   */
  Map<String, Double> observe(Events events, Duration patience) {
    while (late.size() < deadlines.size() && Instant.now().isBefore(lastDeadline.plus(patience))) {
      events.poll().forEach(record -> take(record.key(), Instant.now()));
    }
    int missing = deadlines.size() - late.size();
    Instant end = Instant.now();
    deadlines.forEach((key, deadline) -> late.putIfAbsent(key, Duration.between(deadline, end)));
    Durations durations = Durations.ofNanos(late.values().stream().mapToLong(Duration::toNanos).toArray());
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(P99, durations.millis(99));
    figures.put("p50 ms", durations.millis(50));
    figures.put("most ms", durations.millis(100));
    figures.put(LAST, (double) Duration.between(lastDeadline, missing == 0 ? lastEvent : end).toMillis());
    figures.put(MISSING, (double) missing);
    figures.put(EARLY, (double) late.values().stream().filter(Duration::isNegative).count());
    return figures;
  }

  private void take(String key, Instant now) {
    Instant deadline = deadlines.get(key);
    if (deadline != null) {
      late.putIfAbsent(key, Duration.between(deadline, now));
      lastEvent = now;
    }
  }
}
