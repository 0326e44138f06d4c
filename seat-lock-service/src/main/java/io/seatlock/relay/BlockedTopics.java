package io.seatlock.relay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics whose events wait, for all partitions that this instance relays. One line is logged when a topic is
 * blocked, and one when it is unblocked.
 */
final class BlockedTopics {

  private static final Logger log = LoggerFactory.getLogger(BlockedTopics.class);

  /** By partition of the store: the waiting topics, each with the reason. */
  private final Map<Integer, Map<String, String>> byPartition = new HashMap<>();

  /**
   * Replaces what is known for one partition, and logs the difference.
   *
   * @param waiting by topic: why its events wait
   */
  synchronized void report(int partition, Map<String, String> waiting) {
    if (byPartition.getOrDefault(partition, Map.of()).keySet().equals(waiting.keySet())) {
      byPartition.put(partition, waiting);
      return;
    }
    Map<String, String> before = all();
    byPartition.put(partition, waiting);
    log(before, all());
  }

  private static void log(Map<String, String> before, Map<String, String> now) {
    List<String> begun = now.keySet().stream().filter(topic -> !before.containsKey(topic)).toList();
    List<String> ended = before.keySet().stream().filter(topic -> !now.containsKey(topic)).toList();
    if (!begun.isEmpty()) {
      log.warn("Events for {} wait in the outbox until Kafka takes them; those of other topics go on. {}",
          String.join(", ", begun), now.get(begun.getFirst()));
    }
    if (!ended.isEmpty()) {
      log.info("Events for {} are sent again", String.join(", ", ended));
    }
  }

  /** By topic: why its events wait. */
  synchronized Map<String, String> all() {
    Map<String, String> all = new TreeMap<>();
    byPartition.values().forEach(waiting -> waiting.forEach(all::putIfAbsent));
    return all;
  }
}
