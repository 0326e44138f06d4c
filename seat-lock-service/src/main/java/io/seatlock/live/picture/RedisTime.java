package io.seatlock.live.picture;

import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Estimates the time of Redis' clock: the last time that Redis returned, plus the time since then by the JVM's clock.
 * Used only for information to clients; nothing is decided by it.
 */
public final class RedisTime {

  private final LongSupplier nanoTime;

  private volatile Seen last;

  /** @param nanoTime {@link System#nanoTime()} */
  public RedisTime(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    last = new Seen(Instant.EPOCH, nanoTime.getAsLong());
  }

  public void seen(Instant now) {
    last = new Seen(now, nanoTime.getAsLong());
  }

  public boolean isKnown() {
    return last.time().isAfter(Instant.EPOCH);
  }

  public Instant now() {
    Seen seen = last;
    return seen.time().plusNanos(nanoTime.getAsLong() - seen.at());
  }

  /** @param at when the time was returned, by {@link System#nanoTime()} */
  private record Seen(Instant time, long at) {}
}
