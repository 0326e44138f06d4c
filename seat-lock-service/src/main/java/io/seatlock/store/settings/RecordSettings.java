package io.seatlock.store.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Which requests in Kafka records are too old or too new to be carried out ({@code seat-lock.requests.*}). A new
 * consumer group may read old records again.
 *
 * @param maxFinalizeAge greatest age of a record that requests a sale: Redis' time minus the record's timestamp; 0: any
 *     age
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
