package io.seatlock.store.health;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The setup warnings: risks in the setup of Redis while seats can be served. Each warning is logged when it appears and
 * when it is resolved; health shows them meanwhile.
 */
public final class SetupWarnings {

  private static final Logger log = LoggerFactory.getLogger(SetupWarnings.class);

  private final Map<String, List<String>> bySource = new LinkedHashMap<>();

  /** @param now all that this source has to say; empty if nothing is wrong */
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
