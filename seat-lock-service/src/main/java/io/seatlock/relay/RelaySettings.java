package io.seatlock.relay;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Settings of the relay ({@code seat-lock.relay.*}).
 *
 * @param lease how long the events of a dead instance wait until another one sends them, by Redis' clock; default 3 s
 * @param source the {@code ce_source} of every event; default {@code /seat-lock-service}
 */
public record RelaySettings(@DefaultValue("3s") Duration lease, @DefaultValue("/seat-lock-service") String source) {

  public RelaySettings {
    Assert.isTrue(lease.toSeconds() >= 3 && lease.toSeconds() <= 60,
        "seat-lock.relay.lease must be from 3s to 60s; write e.g. 3s");
    Assert.hasText(source, "seat-lock.relay.source must not be empty; write e.g. /seat-lock-service");
  }
}
