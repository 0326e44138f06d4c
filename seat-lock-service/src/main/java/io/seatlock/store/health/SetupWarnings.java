package io.seatlock.store.health;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The current setup warnings: risks in the setup of Redis and Kafka that do not prevent the service from working. Each warning is
 * logged when it appears and when it is resolved, and meanwhile shown by health.
 */
public final class SetupWarnings {

  private static final Logger log = LoggerFactory.getLogger(SetupWarnings.class);

  private final Map<String, List<String>> bySource = new LinkedHashMap<>();

  /**
   * Replaces the warnings of one source.
   *
   * @param now all present warnings of this source, one sentence each; empty if nothing is wrong
   */
  public synchronized void set(String source, List<String> now) {
    List<String> before = bySource.getOrDefault(source, List.of());
    bySource.put(source, List.copyOf(now));
    now.stream().filter(warning -> !before.contains(warning)).forEach(warning -> log.warn("{}", warning));
    before.stream().filter(warning -> !now.contains(warning)).forEach(gone -> log.info("No longer so: {}", gone));
  }

  public synchronized List<String> all() {
    List<String> all = new ArrayList<>();
    bySource.values().forEach(all::addAll);
    return List.copyOf(all);
  }
}
