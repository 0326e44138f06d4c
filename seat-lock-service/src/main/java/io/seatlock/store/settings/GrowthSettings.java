package io.seatlock.store.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How much may be stored ({@code seat-lock.growth.*}).
 *
 * @param maxVenues venues with stored seats in each partition; 0: no limit
 * @param maxSeatsPerVenue stored seats of one venue that has no seating plan; 0: no limit
 * @param idle how long a seat must have been available until its stored state is removed, by Redis' clock; 0: never
 * @param requirePlan whether only seats of venues that have a seating plan can be locked
 */
public record GrowthSettings(@DefaultValue("10000") int maxVenues, @DefaultValue("200000") int maxSeatsPerVenue,
    @DefaultValue("24h") Duration idle, @DefaultValue("false") boolean requirePlan) {

  /**
   * With default settings, no request that is still accepted is older than this. Clocks of servers are assumed never to
   * be set back further.
   */
  private static final Duration SHORTEST_IDLE = Duration.ofHours(1);

  public static final GrowthSettings DEFAULTS = new GrowthSettings(10_000, 200_000, Duration.ofHours(24), false);

  public GrowthSettings {
    Assert.isTrue(maxVenues >= 0, "seat-lock.growth.max-venues must be 0 (no limit) or more; write e.g. 10000");
    Assert.isTrue(maxSeatsPerVenue >= 0,
        "seat-lock.growth.max-seats-per-venue must be 0 (no limit) or more; write e.g. 200000");
    Assert.isTrue(idle.isZero() || (idle.compareTo(SHORTEST_IDLE) >= 0 && idle.toDays() <= 36_500),
        "seat-lock.growth.idle must be 0s (never) or 1h or more; write e.g. 24h");
  }
}
