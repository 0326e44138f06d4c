package io.seatlock.store.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * What one user may do beyond a single venue or lock ({@code seat-lock.holder.*}).
 *
 * @param pause before a user whose lock on a seat has ended may lock the same seat again; 0 (default): none
 */
public record HolderSettings(@DefaultValue("0s") Duration pause) {

  public static final HolderSettings DEFAULTS = new HolderSettings(Duration.ZERO);

  public HolderSettings {
    Assert.isTrue(!pause.isNegative() && pause.toDays() < 1,
        "seat-lock.holder.pause must be from 0s (none) to less than 24h; write e.g. 30s");
  }
}
