package io.seatlock.store.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How deadlines are kept ({@code seat-lock.sweep.*}).
 *
 * @param poll the longest pause between two reads of the deadlines; limits how late a deadline is handled that was set
 *     after the last read; default 100 ms
 * @param expiryListener whether to subscribe to Redis' own expiry notifications too; default true
 */
public record SweepSettings(@DefaultValue("100ms") Duration poll, @DefaultValue("true") boolean expiryListener) {

  public SweepSettings {
    Assert.isTrue(poll.toMillis() >= 1 && poll.toSeconds() <= 10,
        "seat-lock.sweep.poll must be from 1ms to 10s; write e.g. 100ms");
  }
}
