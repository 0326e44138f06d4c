package io.seatlock.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.store.LogLines;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BlockedTopicsTests {

  private final BlockedTopics topics = new BlockedTopics();

  @Test
  void oneLineWhenATopicBeginsToWaitAndOneWhenItEndsOverAllPartitions() {
    try (LogLines log = LogLines.ofAll(BlockedTopics.class.getName())) {
      for (int i = 0; i < 3; i++) {
        topics.report(0, new TreeMap<>(Map.of("x", "forbidden", "y", "forbidden")));
        topics.report(1, Map.of("x", "forbidden for " + i));
      }
      topics.report(0, Map.of());
      topics.report(1, Map.of());
      topics.report(1, Map.of());

      assertThat(log.lines()).containsExactly(
          "WARN Events for x, y wait in the outbox until Kafka takes them; those of other topics go on. forbidden",
          "INFO Events for y are sent again", "INFO Events for x are sent again");
    }
  }

  @Test
  void latestReasonIsTold() {
    topics.report(0, Map.of("x", "silence"));
    topics.report(0, Map.of("x", "forbidden"));

    assertThat(topics.all()).isEqualTo(Map.of("x", "forbidden"));
  }
}
