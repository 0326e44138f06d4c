package io.seatlock.live.feed;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Whether events come. Written by the feed, read by all venues. */
public final class FeedState {

  private final LongSupplier nanoTime;

  /** nanoTime; null while events come. */
  private volatile @Nullable Long awaySince;

  private volatile boolean resting = true;

  private volatile Runnable wake = () -> {};

  /** @param nanoTime {@link System#nanoTime()} */
  public FeedState(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    awaySince = nanoTime.getAsLong();
  }

  /** @param run when events are wanted again */
  void whenWanted(Runnable run) {
    wake = run;
  }

  public void live() {
    resting = false;
    awaySince = null;
  }

  /** Does nothing if they did not come before either. */
  public void away() {
    if (awaySince == null) {
      awaySince = nanoTime.getAsLong();
    }
  }

  /** Nobody watches, so no events are read. */
  void rests() {
    awaySince = nanoTime.getAsLong();
    resting = true;
  }

  /** Somebody watches. */
  public void wanted() {
    if (resting) {
      resting = false;
      awaySince = nanoTime.getAsLong();
      wake.run();
    }
  }

  public boolean isLive() {
    return awaySince == null;
  }

  /** For how long no events have come; null if they come. */
  @Nullable
  public Duration awayFor() {
    Long since = awaySince;
    return since == null ? null : Duration.ofNanos(nanoTime.getAsLong() - since);
  }
}
