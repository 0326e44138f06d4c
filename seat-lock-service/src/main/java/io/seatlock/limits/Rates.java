package io.seatlock.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/** One token bucket for each caller. Bounded: of very many callers at once the least active ones start anew. */
final class Rates {

  private static final int MOST_CALLERS = 100_000;

  private final Cache<String, Bucket> buckets;

  private final int calls;

  private final Duration period;

  /** @param calls in each period, and at once after a rest of one period */
  Rates(int calls, Duration period) {
    this.calls = calls;
    this.period = period;
    // A bucket that nobody touched for a period is full, as a new one is.
    buckets = Caffeine.newBuilder().maximumSize(MOST_CALLERS).expireAfterAccess(period).build();
  }

  /** @return zero if the call may go on, else how long the caller should wait */
  Duration take(String caller) {
    return Duration.ofNanos(bucket(caller).tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill());
  }

  /** As {@link #take}, without counting a call. */
  Duration look(String caller) {
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
