package io.seatlock.store.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Which requests over Kafka are still meant ({@code seat-lock.requests.*}). A new consumer group reads old records again.
 *
 * @param maxFinalizeAge of a record that asks for a sale; 0: any
 * @param clockSkew how far a record's timestamp may be ahead of Redis' time
 */
public record RecordSettings(@DefaultValue("15m") Duration maxFinalizeAge, @DefaultValue("5m") Duration clockSkew) {

  public static final RecordSettings DEFAULTS = new RecordSettings(Duration.ofMinutes(15), Duration.ofMinutes(5));

  public RecordSettings {
    Assert.isTrue(!maxFinalizeAge.isNegative(),
        "seat-lock.requests.max-finalize-age must be 0s (any age) or a time; write e.g. 15m");
    Assert.isTrue(!clockSkew.isNegative(), "seat-lock.requests.clock-skew must be 0s or a time; write e.g. 5m");
  }
}
