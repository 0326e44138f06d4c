package io.seatlock.store.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Limits for one user across venues and locks ({@code seat-lock.holder.*}).
 *
 * @param maxSeats how many seats a user may hold at a time, in all venues of a partition together; 0: no limit. Default
 *     0, in token mode 100
 * @param pause how long a user whose lock on a seat has ended must wait until locking the same seat again, by Redis'
 *     clock; default 0: not at all
 */
public record HolderSettings(@DefaultValue("0") int maxSeats, @DefaultValue("0s") Duration pause) {

  public static final HolderSettings UNLIMITED = new HolderSettings(0, Duration.ZERO);

  public HolderSettings {
    Assert.isTrue(maxSeats >= 0, "seat-lock.holder.max-seats must be 0 (no limit) or more; write e.g. 100");
    Assert.isTrue(!pause.isNegative() && pause.toDays() < 1,
        "seat-lock.holder.pause must be from 0s (none) to less than 24h; write e.g. 30s");
  }
}
