package io.seatlock.store.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How locks are ended at their deadline ({@code seat-lock.sweep.*}).
 *
 * @param poll longest pause between two reads of the deadlines; default 100 ms. It limits how late a lock is ended
 *     whose deadline was set after the last read
 * @param expiryListener whether to also subscribe to Redis' expiry notifications; default true
 */
public record SweepSettings(@DefaultValue("100ms") Duration poll, @DefaultValue("true") boolean expiryListener) {

  public SweepSettings {
    Assert.isTrue(poll.toMillis() >= 1 && poll.toSeconds() <= 10,
        "seat-lock.sweep.poll must be from 1ms to 10s; write e.g. 100ms");
  }
}
