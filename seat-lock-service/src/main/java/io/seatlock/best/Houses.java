package io.seatlock.best;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.seatlock.plan.Occupancy;
import io.seatlock.plan.Plans;
import io.seatlock.plan.StoredPlan;
import io.seatlock.seat.SeatsUnavailable;
import org.jspecify.annotations.Nullable;

/** The plans that were asked for last, prepared for the choice of seats. Venues with the same plan share one house. */
final class Houses {

  /** Together; each takes about 50 bytes. */
  private static final int MOST_SEATS = 500_000;

  /** How often a plan may be replaced between reading it and reading which seats are taken. */
  private static final int MOST_READINGS = 3;

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
    for (int i = 0; i < MOST_READINGS; i++) {
      StoredPlan stored = plans.find(venueId);
      Occupancy occupancy = plans.occupancy(venueId);
      if (stored == null || occupancy == null) {
        return null;
      }
      if (occupancy.etag().equals(stored.etag())) {
        return new Now(prepared.get(stored.etag(), _ -> new House(stored.plan())), occupancy);
      }
    }
    throw new SeatsUnavailable("The plan of venue " + venueId + " is being replaced again and again", null);
  }
}
