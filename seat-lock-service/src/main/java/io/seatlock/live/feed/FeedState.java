package io.seatlock.live.feed;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Whether events from Kafka are received. Written by the feed, read by all venues. Thread-safe. */
public final class FeedState {

  private final LongSupplier nanoTime;

  /** Since when no events are received, by {@link System#nanoTime()}; null while they are. */
  private volatile @Nullable Long awaySince;

  private volatile boolean isIdle = true;

  private volatile Runnable wake = () -> {};

  /** @param nanoTime {@link System#nanoTime()} */
  public FeedState(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    awaySince = nanoTime.getAsLong();
  }

  /** @param run called when events are needed again after a time without streams */
  void whenWanted(Runnable run) {
    wake = run;
  }

  public void live() {
    isIdle = false;
    awaySince = null;
  }

  /** Records that no events are received. Keeps the time if that was so before. */
  public void away() {
    if (awaySince == null) {
      awaySince = nanoTime.getAsLong();
    }
  }

  /** Records that there are no streams, so that no events are read. */
  void idle() {
    awaySince = nanoTime.getAsLong();
    isIdle = true;
  }

  /** Records that a stream was opened, and wakes the feed if it was idle. */
  public void wanted() {
    if (isIdle) {
      isIdle = false;
      awaySince = nanoTime.getAsLong();
      wake.run();
    }
  }

  public boolean isLive() {
    return awaySince == null;
  }

  /** For how long no events have been received; null if they are. */
  @Nullable
  public Duration awayFor() {
    Long since = awaySince;
    return since == null ? null : Duration.ofNanos(nanoTime.getAsLong() - since);
  }
}
