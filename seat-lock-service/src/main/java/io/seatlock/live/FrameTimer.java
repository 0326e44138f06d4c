package io.seatlock.live;

import java.time.Duration;

/**
 * Decides when the next frame of a venue may be sent. The interval grows and shrinks with the time that sending takes,
 * so that sending takes at most a quarter of the time, unless that needs more than the longest interval.
 */
final class FrameTimer {

  private static final int INTERVAL_PER_SENDING_TIME = 4;

  private final long shortest;

  private final long longest;

  private volatile long interval;

  private long last;

  FrameTimer(LiveSettings settings) {
    shortest = settings.frame().toNanos();
    longest = settings.longestFrame().toNanos();
    interval = shortest;
    last = System.nanoTime() - shortest;
  }

  /** @param now {@link System#nanoTime()} */
  boolean isDue(long now) {
    return now - last >= interval;
  }

  Duration rest(long now) {
    return Duration.ofNanos(Math.max(0, last + interval - now));
  }

  /** @param end {@link System#nanoTime()} when the frame was delivered to all streams */
  void sent(long start, long end) {
    last = start;
    interval = Math.clamp((end - start) * INTERVAL_PER_SENDING_TIME, shortest, longest);
  }

  Duration interval() {
    return Duration.ofNanos(interval);
  }
}
