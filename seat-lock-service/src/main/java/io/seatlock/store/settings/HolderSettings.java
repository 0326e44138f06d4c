package io.seatlock.store.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * What one user may do beyond a single venue or lock ({@code seat-lock.holder.*}).
 *
 * @param maxSeats how many seats of all venues of a partition a user may hold at a time; 0 (default): no limit. 100 in token mode
 * @param pause before a user whose lock on a seat has ended may lock the same seat again; 0 (default): none
 */
public record HolderSettings(@DefaultValue("0") int maxSeats, @DefaultValue("0s") Duration pause) {

  public static final HolderSettings UNLIMITED = new HolderSettings(0, Duration.ZERO);

  public HolderSettings {
    Assert.isTrue(maxSeats >= 0, "seat-lock.holder.max-seats must be 0 (no limit) or more; write e.g. 100");
    Assert.isTrue(!pause.isNegative() && pause.toDays() < 1,
        "seat-lock.holder.pause must be from 0s (none) to less than 24h; write e.g. 30s");
  }
}
