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
 * All settings under {@code seat-lock.*}, one record for each package; an unknown name or an invalid value
 * stops the start. The table for the operator is docs/settings.md.
 *
 * @param partitions over how many slots of Redis the venues are spread; default 1
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
   * Where in Redis the seats are.
   *
   * @param keyPrefix what all keys begin with; empty (default) unless another installation shares the Redis. One part
   *     with a colon at its end, and not like the names of the service, so that no key of one is a key of another
   */
  public record RedisNames(@DefaultValue("") String keyPrefix) {

    public RedisNames {
      Assert.isTrue(keyPrefix.matches("|(?!seat)[A-Za-z0-9][A-Za-z0-9.-]{0,31}:"),
          "seat-lock.redis.key-prefix must be up to 32 letters, digits, '.' or '-', not begin with seat, and end with ':'; "
              + "write e.g. staging:");
    }
  }

  /**
   * @param create whether the service creates the topics that are missing; if not, the operator does
   * @param partitions of each topic; default 3
   * @param replicationFactor of each topic; -1 (default): what the broker says
   * @param names other than those of the contract, so that several installations can share a Kafka
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
