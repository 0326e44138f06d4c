package io.seatlock.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/**
 * A token bucket for each caller. Bounded: above 100,000 callers at a time, rarely seen ones are forgotten and start
 * with a full bucket.
 */
final class Rates {

  private static final int MAX_CALLERS = 100_000;

  private final Cache<String, Bucket> buckets;

  private final int calls;

  private final Duration period;

  /** @param calls the calls allowed in each period; after a period without calls all of them may come at once */
  Rates(int calls, Duration period) {
    this.calls = calls;
    this.period = period;
    // A bucket that was not used for a period is full, like a new one.
    buckets = Caffeine.newBuilder().maximumSize(MAX_CALLERS).expireAfterAccess(period).build();
  }

  /** @return zero if the call is allowed, else how long the caller should wait */
  Duration take(String caller) {
    return Duration.ofNanos(bucket(caller).tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill());
  }

  /** As {@link #take}, but does not count a call. */
  Duration peek(String caller) {
    Bucket known = buckets.getIfPresent(caller);
    return known == null
        ? Duration.ZERO
        : Duration.ofNanos(known.estimateAbilityToConsume(1).getNanosToWaitForRefill());
  }

  private Bucket bucket(String caller) {
    return buckets.get(caller, _ -> Bucket.builder()
        .addLimit(limit -> limit.capacity(calls).refillGreedy(calls, period)).build());
  }
}
