package io.seatlock.live;

import java.time.Instant;
import java.util.function.LongSupplier;

/** About what Redis' clock shows: what it showed last, and the time since then. Shown to clients; decides nothing. */
final class RedisTime {

  private final LongSupplier nanoTime;

  private volatile Seen last;

  /** @param nanoTime {@link System#nanoTime()} */
  RedisTime(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    last = new Seen(Instant.EPOCH, nanoTime.getAsLong());
  }

  void seen(Instant now) {
    last = new Seen(now, nanoTime.getAsLong());
  }

  boolean isKnown() {
    return last.time().isAfter(Instant.EPOCH);
  }

  Instant now() {
    Seen seen = last;
    return seen.time().plusNanos(nanoTime.getAsLong() - seen.at());
  }

  /** @param at nanoTime */
  private record Seen(Instant time, long at) {}
}
