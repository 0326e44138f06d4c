package io.seatlock.store.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * What is required before a change is acknowledged ({@code seat-lock.durability.*}).
 *
 * @param mode default fast
 * @param replicas how many replicas must have the change in safe mode; default 1
 * @param timeout how long to wait for the replicas; after it the answer is 503, and a lock is reverted. Default 400 ms,
 *     so that a replica on a busy machine does not count as lost. Must be below {@code spring.data.redis.timeout}
 */
public record DurabilitySettings(@DefaultValue("fast") Mode mode, @DefaultValue("1") int replicas,
    @DefaultValue("400ms") Duration timeout) {

  /** Which acknowledged changes a fail-over of Redis may lose. */
  public enum Mode {
    /** The primary has the change. A fail-over loses changes that were not replicated yet. */
    FAST,
    /** The replicas have it as well, so a fail-over to one of them loses no acknowledged change. */
    SAFE
  }

  public DurabilitySettings {
    Assert.isTrue(replicas >= 1, "seat-lock.durability.replicas must be 1 or more; write e.g. 1");
    Assert.isTrue(timeout.toMillis() >= 1 && timeout.toSeconds() <= 10,
        "seat-lock.durability.timeout must be from 1ms to 10s; write e.g. 400ms");
  }
}
