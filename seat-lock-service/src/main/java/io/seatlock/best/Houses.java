package io.seatlock.best;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.seatlock.best.choice.House;
import io.seatlock.plan.Occupancy;
import io.seatlock.plan.Plans;
import org.jspecify.annotations.Nullable;

/**
 * Caches the plans that were used last, prepared for the choice of seats ({@link House}). Venues with the same plan
 * share one entry.
 */
final class Houses {

  /** The largest number of seats of all cached plans together; each seat takes about 50 bytes. */
  private static final int MAX_SEATS = 500_000;

  private final Plans plans;

  /** The cached plans, by etag. */
  private final Cache<String, House> prepared = Caffeine.newBuilder().maximumWeight(MAX_SEATS)
      .<String, House>weigher((_, house) -> house.size()).build();

  /** A prepared plan, and which of its seats are taken now. */
  record Now(House house, Occupancy occupancy) {}

  Houses(Plans plans) {
    this.plans = plans;
  }

  /** @return null if the venue has no plan */
  @Nullable
  Now now(String venueId) {
    Plans.Now now = plans.now(venueId);
    return now == null
        ? null
        : new Now(prepared.get(now.stored().etag(), _ -> new House(now.stored().plan())), now.occupancy());
  }
}
