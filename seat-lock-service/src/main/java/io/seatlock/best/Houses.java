package io.seatlock.best;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.seatlock.best.choice.House;
import io.seatlock.plan.Occupancy;
import io.seatlock.plan.Plans;
import org.jspecify.annotations.Nullable;

/** The plans that were asked for last, prepared for the choice of seats. Venues with the same plan share one house. */
final class Houses {

  /** Together; each takes about 50 bytes. */
  private static final int MOST_SEATS = 500_000;

  private final Plans plans;

  /** By etag of the plan. */
  private final Cache<String, House> prepared = Caffeine.newBuilder().maximumWeight(MOST_SEATS)
      .<String, House>weigher((_, house) -> house.size()).build();

  /** A house, and which of its seats are taken. */
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
