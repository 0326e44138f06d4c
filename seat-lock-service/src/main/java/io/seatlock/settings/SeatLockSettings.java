package io.seatlock.settings;

import io.seatlock.browser.WebSettings;
import io.seatlock.limits.RateSettings;
import io.seatlock.live.LiveSettings;
import io.seatlock.plan.PlanLimits;
import io.seatlock.relay.RelaySettings;
import io.seatlock.seat.LockLimits;
import io.seatlock.security.SecuritySettings;
import io.seatlock.store.settings.DurabilitySettings;
import io.seatlock.store.settings.GrowthSettings;
import io.seatlock.store.settings.HolderSettings;
import io.seatlock.store.settings.IdentitySettings;
import io.seatlock.store.settings.RecordSettings;
import io.seatlock.store.settings.SweepSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * All settings under {@code seat-lock.*}, one record for each package; an unknown name or an invalid value stops the
 * start. docs/settings.md lists them for operators.
 *
 * @param partitions the number of partitions over which the venues are distributed, 1 to 1024; default 1. With more
 *     than one, all keys of a partition share a hash tag and so a slot of Redis Cluster
 */
@ConfigurationProperties(prefix = "seat-lock", ignoreUnknownFields = false)
public record SeatLockSettings(@DefaultValue("1") int partitions, @DefaultValue RedisNames redis,
    @DefaultValue LockLimits lock, @DefaultValue HolderSettings holder, @DefaultValue GrowthSettings growth,
    @DefaultValue RecordSettings requests,
    @DefaultValue SweepSettings sweep, @DefaultValue DurabilitySettings durability,
    @DefaultValue IdentitySettings identity, @DefaultValue RelaySettings relay, @DefaultValue TopicSettings topics,
    @DefaultValue WebSettings web, @DefaultValue RateSettings rates, @DefaultValue PlanLimits plans,
    @DefaultValue SecuritySettings security, @DefaultValue LiveSettings live) {

  public SeatLockSettings {
    Assert.isTrue(partitions >= 1 && partitions <= 1024, "seat-lock.partitions must be from 1 to 1024; write e.g. 8");
  }

  /**
   * How the keys in Redis are named.
   *
   * @param keyPrefix the prefix of all keys, for installations that share one Redis; default empty. It ends with a
   *     colon, contains no other colon and does not begin with {@code seat}, so that no key of one installation is a
   *     key of another
   */
  public record RedisNames(@DefaultValue("") String keyPrefix) {

    public RedisNames {
      Assert.isTrue(keyPrefix.matches("|(?!seat)[A-Za-z0-9][A-Za-z0-9.-]{0,31}:"),
          "seat-lock.redis.key-prefix must be up to 32 letters, digits, '.' or '-', not begin with seat, and end with ':'; "
              + "write e.g. staging:");
    }
  }

  /**
   * @param create whether the service creates missing topics; default true; if false, an operator has to create them
   * @param partitions the number of partitions of each new topic; default 3
   * @param replicationFactor the replication factor of each new topic; -1 (default): the broker's default
   * @param names the names of the topics, for installations that share one Kafka cluster; default: those of the
   *     contract
   */
  public record TopicSettings(@DefaultValue("true") boolean create, @DefaultValue("3") int partitions,
      @DefaultValue("-1") short replicationFactor, @DefaultValue TopicNames names) {

    public TopicSettings {
      Assert.isTrue(partitions >= 1, "seat-lock.topics.partitions must be 1 or more; write e.g. 3");
      Assert.isTrue(replicationFactor == -1 || replicationFactor >= 1,
          "seat-lock.topics.replication-factor must be -1 (the broker's default) or 1 or more; write e.g. 3");
    }
  }
}
