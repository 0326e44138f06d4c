package io.seatlock.best;

import io.seatlock.plan.Plans;
import io.seatlock.plan.StoredPlan;
import io.seatlock.seat.SeatGroup;
import io.seatlock.seat.SeatId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The venues whose plans want the orphan rule, and its judgement there. */
final class OrphanVenues {

  /** How late an instance may notice that a venue has another plan; a lock must not ask Redis for that each time. */
  private static final Duration KNOWN_FOR = Duration.ofSeconds(5);

  private static final int MOST_VENUES = 10_000;

  private final Plans plans;

  private final Houses houses;

  private final LongSupplier nanoTime;

  private final Map<String, Known> venues = new ConcurrentHashMap<>();

  private record Known(boolean wantsRule, long since) {}

  OrphanVenues(Plans plans, LongSupplier nanoTime) {
    this.plans = plans;
    this.houses = new Houses(plans);
    this.nanoTime = nanoTime;
  }

  boolean wantRule(String venueId) {
    long now = nanoTime.getAsLong();
    Known known = venues.get(venueId);
    if (known != null && now - known.since < KNOWN_FOR.toNanos()) {
      return known.wantsRule;
    }
    StoredPlan stored = plans.find(venueId);
    boolean wantsRule = stored != null && stored.plan().refusesOrphans();
    if (venues.size() >= MOST_VENUES) {
      venues.clear();
    }
    venues.put(venueId, new Known(wantsRule, now));
    return wantsRule;
  }

  /** @return null if these seats leave none alone that another choice would not, or if the script will refuse them */
  @Nullable
  SeatId orphan(SeatGroup group) {
    Houses.Now now = houses.now(group.venueId());
    if (now == null || !now.house().plan().refusesOrphans()) {
      return null;
    }
    int[] asked = group.seats().stream().mapToInt(seat -> now.house().plan().indexOf(seat.row(), seat.seat()))
        .toArray();
    for (int index : asked) {
      if (index < 0) {
        return null;
      }
    }
    int orphan = OrphanRule.avoidableOrphan(Picture.around(now.house(), now.occupancy(), asked), asked);
    return orphan == OrphanRule.NONE ? null : now.house().id(orphan);
  }
}
