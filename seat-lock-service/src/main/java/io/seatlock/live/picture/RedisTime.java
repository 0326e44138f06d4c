package io.seatlock.live.picture;

import java.time.Instant;
import java.util.function.LongSupplier;

/** About what Redis' clock shows: what it showed last, and the time since then. Shown to clients; decides nothing. */
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

  /** @param at nanoTime */
  private record Seen(Instant time, long at) {}
}
