package io.seatlock.store.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * What must have happened before a change is answered ({@code seat-lock.durability.*}).
 *
 * @param mode default fast
 * @param replicas how many replicas must have the change in safe mode; default 1
 * @param timeout how long they may take; then the answer is 503 and a lock is taken back; default 400 ms, so that a
 *     busy machine is no lost replica. Must be below {@code spring.data.redis.timeout}
 */
public record DurabilitySettings(@DefaultValue("fast") Mode mode, @DefaultValue("1") int replicas,
    @DefaultValue("400ms") Duration timeout) {

  /** How much a fail-over of Redis may lose of what was answered. */
  public enum Mode {
    /** Redis' primary has the change. A fail-over loses what its replica had not got yet. */
    FAST,
    /** The replicas have it as well, so a fail-over to one of them loses nothing that was answered. */
    SAFE
  }

  public DurabilitySettings {
    Assert.isTrue(replicas >= 1, "seat-lock.durability.replicas must be 1 or more; write e.g. 1");
    Assert.isTrue(timeout.toMillis() >= 1 && timeout.toSeconds() <= 10,
        "seat-lock.durability.timeout must be from 1ms to 10s; write e.g. 400ms");
  }
}
