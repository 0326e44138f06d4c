package io.seatlock;

import io.seatlock.relay.RelaySettings;
import io.seatlock.seat.LockLimits;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Everything under {@code seat-lock.*}; an unknown name there stops the start.
 *
 * @param partitions over how many slots of Redis the venues are spread; keep 1 on a single Redis
 */
@ConfigurationProperties(prefix = "seat-lock", ignoreUnknownFields = false)
record SeatLockSettings(@DefaultValue("1") int partitions, @DefaultValue LockLimits lock, @DefaultValue SweepSettings sweep,
    @DefaultValue RelaySettings relay, @DefaultValue TopicSettings topics) {

  /**
   * @param poll the longest rest between two looks at the deadlines
   * @param expiryListener whether to listen to Redis' expiry notifications too
   */
  record SweepSettings(@DefaultValue("100ms") Duration poll, @DefaultValue("true") boolean expiryListener) {
  }

  /**
   * @param create whether the service creates the topics; if not, the operator does
   * @param partitions of each topic
   * @param replicationFactor of each topic; -1: the broker's default
   */
  record TopicSettings(@DefaultValue("true") boolean create, @DefaultValue("3") int partitions,
      @DefaultValue("-1") short replicationFactor) {
  }
}
