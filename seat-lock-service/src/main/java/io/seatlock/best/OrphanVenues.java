package io.seatlock.best;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.seatlock.best.choice.FreeSeats;
import io.seatlock.best.choice.OrphanRule;
import io.seatlock.plan.Plans;
import io.seatlock.plan.StoredPlan;
import io.seatlock.seat.SeatGroup;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.SeatsUnavailable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The venues whose plans want the orphan rule, and its judgement there. A venue that can't be judged counts as one without
 * the rule, for as long as any other answer: whatever is wrong with a plan must not keep its seats from being locked.
 */
final class OrphanVenues {

  /** How late an instance may notice that a venue has another plan; a lock must not ask Redis for that each time. */
  private static final Duration KNOWN_FOR = Duration.ofSeconds(5);

  private static final int MOST_VENUES = 10_000;

  private static final Logger log = LoggerFactory.getLogger(OrphanVenues.class);

  private final Plans plans;

  private final Houses houses;

  /** By venue; of many calls at once one asks, and those of other venues do not wait for it. */
  private final AsyncCache<String, Boolean> venues;

  /** By etag, so that a plan is read once for it, and not each time its venue is asked for. */
  private final Cache<String, Boolean> ofPlans = Caffeine.newBuilder().maximumSize(MOST_VENUES).build();

  OrphanVenues(Plans plans, Houses houses, LongSupplier nanoTime) {
    this.plans = plans;
    this.houses = houses;
    this.venues = Caffeine.newBuilder().maximumSize(MOST_VENUES).expireAfterWrite(KNOWN_FOR)
        .ticker(nanoTime::getAsLong).executor(Thread::startVirtualThread).buildAsync();
  }

  /** Does not wait: true also while it is not known. */
  boolean mayWantRule(String venueId) {
    CompletableFuture<Boolean> wants = rule(venueId);
    return !wants.isDone() || wants.join();
  }

  private CompletableFuture<Boolean> rule(String venueId) {
    return venues.get(venueId, venue -> Boolean.TRUE.equals(judged(venue, () -> wantsRuleNow(venue))));
  }

  private boolean wantsRuleNow(String venueId) {
    String etag = plans.etag(venueId);
    Boolean known = etag == null ? Boolean.FALSE : ofPlans.getIfPresent(etag);
    if (known != null) {
      return known;
    }
    StoredPlan stored = plans.find(venueId);
    if (stored == null) {
      return false;
    }
    ofPlans.put(stored.etag(), stored.plan().refusesOrphans());
    return stored.plan().refusesOrphans();
  }

  /**
   * Waits for Redis if it has to be asked.
   *
   * @return null if these seats leave none alone that another choice would not, if the script will refuse them, or if that
   *     can't be judged
   */
  @Nullable
  SeatId orphan(SeatGroup group) {
    return rule(group.venueId()).join() ? judged(group.venueId(), () -> orphanNow(group)) : null;
  }

  private @Nullable SeatId orphanNow(SeatGroup group) {
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
    int orphan = OrphanRule.avoidableOrphan(FreeSeats.around(now.house(), now.occupancy(), asked), asked);
    return orphan == OrphanRule.NONE ? null : now.house().id(group.venueId(), orphan);
  }

  /** @return null if it fails, which is remembered */
  private <T> @Nullable T judged(String venueId, Supplier<@Nullable T> judgement) {
    try {
      return judgement.get();
    } catch (SeatsUnavailable away) {
      log.debug("The orphan rule can't be judged in venue {} at the moment", venueId, away);
    } catch (RuntimeException failure) {
      log.warn("The orphan rule can't be judged in venue {}, so its locks are granted without: {}", venueId,
          failure.getMessage());
    }
    venues.put(venueId, CompletableFuture.completedFuture(false));
    return null;
  }
}
