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
 * Knows which venues' plans require the orphan rule, and checks locks by it. If the check fails for a venue, the venue
 * counts as one without the rule for 5 seconds, like any other cached answer: a problem with a plan must not prevent
 * locks of its seats.
 */
final class OrphanVenues {

  /**
   * How long an answer is cached, so how late an instance may notice that a venue has another plan. Without the cache
   * every lock would need another call to Redis.
   */
  private static final Duration CACHE_TIME = Duration.ofSeconds(5);

  private static final int MAX_VENUES = 10_000;

  private static final Logger log = LoggerFactory.getLogger(OrphanVenues.class);

  private final Plans plans;

  private final Houses houses;

  /** By venue. Of concurrent calls for a venue only one asks Redis, and calls for other venues do not wait for it. */
  private final AsyncCache<String, Boolean> venues;

  /** Whether a plan requires the rule, by the plan's etag, so that each plan is read only once. */
  private final Cache<String, Boolean> ofPlans = Caffeine.newBuilder().maximumSize(MAX_VENUES).build();

  OrphanVenues(Plans plans, Houses houses, LongSupplier nanoTime) {
    this.plans = plans;
    this.houses = houses;
    this.venues = Caffeine.newBuilder().maximumSize(MAX_VENUES).expireAfterWrite(CACHE_TIME)
        .ticker(nanoTime::getAsLong).executor(Thread::startVirtualThread).buildAsync();
  }

  /** Whether the venue's plan may require the rule. Does not block: also returns true while this is not known yet. */
  boolean mayRequireRule(String venueId) {
    CompletableFuture<Boolean> requires = rule(venueId);
    return !requires.isDone() || requires.join();
  }

  private CompletableFuture<Boolean> rule(String venueId) {
    return venues.get(venueId, venue -> Boolean.TRUE.equals(checked(venue, () -> requiresRuleNow(venue))));
  }

  private boolean requiresRuleNow(String venueId) {
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
   * The free seat that a lock of these seats would isolate although another choice would not. Blocks if Redis has to be
   * asked.
   *
   * @return null if there is no such seat, if the script will refuse the lock anyway, or if the check is not possible
   */
  @Nullable
  SeatId orphan(SeatGroup group) {
    return rule(group.venueId()).join() ? checked(group.venueId(), () -> orphanNow(group)) : null;
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

  /** @return null if the check fails, which is then cached */
  private <T> @Nullable T checked(String venueId, Supplier<@Nullable T> check) {
    try {
      return check.get();
    } catch (SeatsUnavailable away) {
      log.debug("The orphan rule can't be checked in venue {} at the moment", venueId, away);
    } catch (RuntimeException failure) {
      log.warn("The orphan rule can't be checked in venue {}, so locks there are granted without it: {}", venueId,
          failure.getMessage());
    }
    venues.put(venueId, CompletableFuture.completedFuture(false));
    return null;
  }
}
