package io.seatlock.best;

import io.seatlock.plan.Occupancy;
import io.seatlock.plan.Plans;
import io.seatlock.plan.SeatingPlan;
import io.seatlock.plan.StoredPlan;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.SeatsUnavailable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The plans of the venues that were asked for last, prepared for the choice of seats. */
final class Houses {

  /** Of 20,000 seats each takes about a megabyte. */
  private static final int MOST = 100;

  /** How often a plan may be replaced between reading it and reading which seats are taken. */
  private static final int MOST_READINGS = 3;

  private final Plans plans;

  private final Map<String, Prepared> prepared = new LinkedHashMap<>(16, 0.75f, true);

  private record Prepared(String etag, House house) {}

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
        return new Now(house(venueId, stored), occupancy);
      }
    }
    throw new SeatsUnavailable("The plan of venue " + venueId + " is being replaced again and again", null);
  }

  private House house(String venueId, StoredPlan stored) {
    synchronized (prepared) {
      Prepared known = prepared.get(venueId);
      if (known != null && known.etag.equals(stored.etag())) {
        return known.house;
      }
    }
    SeatingPlan plan = stored.plan();
    House house = new House(plan,
        plan.seats().stream().map(seat -> new SeatId(venueId, seat.row(), seat.seat())).toList());
    synchronized (prepared) {
      prepared.put(venueId, new Prepared(stored.etag(), house));
      if (prepared.size() > MOST) {
        prepared.remove(prepared.keySet().iterator().next());
      }
    }
    return house;
  }
}
