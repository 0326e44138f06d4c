package io.seatlock.best;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.seatlock.plan.Plans;
import io.seatlock.plan.StoredPlan;
import io.seatlock.seat.SeatGroup;
import io.seatlock.seat.SeatId;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The venues whose plans want the orphan rule, and its judgement there. */
final class OrphanVenues {

  /** How late an instance may notice that a venue has another plan; a lock must not ask Redis for that each time. */
  private static final Duration KNOWN_FOR = Duration.ofSeconds(5);

  private static final int MOST_VENUES = 10_000;

  private final Plans plans;

  private final Houses houses;

  /** By venue; of many calls at once one asks. */
  private final Cache<String, Boolean> wantingRule;

  OrphanVenues(Plans plans, Houses houses, LongSupplier nanoTime) {
    this.plans = plans;
    this.houses = houses;
    this.wantingRule = Caffeine.newBuilder().maximumSize(MOST_VENUES).expireAfterWrite(KNOWN_FOR)
        .ticker(nanoTime::getAsLong).build();
  }

  boolean wantRule(String venueId) {
    return wantingRule.get(venueId, this::wantsRuleNow);
  }

  private boolean wantsRuleNow(String venueId) {
    StoredPlan stored = plans.find(venueId);
    return stored != null && stored.plan().refusesOrphans();
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
    return orphan == OrphanRule.NONE ? null : now.house().id(group.venueId(), orphan);
  }
}
