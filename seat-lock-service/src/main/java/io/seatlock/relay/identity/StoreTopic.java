package io.seatlock.relay.identity;

import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** The name of the topic with the last known state of the store. */
public record StoreTopic(String name) {

  /**
   * Settings of the topic. Only the last record of each key is needed, and all records are read at a start, so the
   * topic is compacted often.
   */
  public static final Map<String, String> SETTINGS = Map.of(TopicConfig.CLEANUP_POLICY_CONFIG,
      TopicConfig.CLEANUP_POLICY_COMPACT, TopicConfig.SEGMENT_MS_CONFIG, "600000",
      TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1");
}
