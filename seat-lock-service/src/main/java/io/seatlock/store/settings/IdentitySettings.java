package io.seatlock.store.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * When the store counts as the one that the service used before ({@code seat-lock.identity.*}).
 *
 * @param create whether an empty store of which nothing is known counts as a first start; default true
 * @param tolerance how many seconds of the last changes may be missing, as after a fail-over or a restart from the
 *     append-only file; default 3 s. In safe mode at most 1 s
 */
public record IdentitySettings(@DefaultValue("true") boolean create, @DefaultValue("3s") Duration tolerance) {

  /** Time between two heartbeats. */
  public static final Duration BEAT = Duration.ofMillis(500);

  private static final Duration MOST_IN_SAFE_MODE = Duration.ofSeconds(1);

  public IdentitySettings {
    Assert.isTrue(tolerance.compareTo(BEAT) >= 0 && tolerance.toHours() <= 24,
        "seat-lock.identity.tolerance must be from 500ms to 24h; write e.g. 3s");
  }

  /** The tolerance as a number of heartbeats. */
  public long tolerance(DurabilitySettings.Mode mode) {
    boolean isLess = mode == DurabilitySettings.Mode.FAST || tolerance.compareTo(MOST_IN_SAFE_MODE) < 0;
    return (isLess ? tolerance : MOST_IN_SAFE_MODE).dividedBy(BEAT);
  }
}
