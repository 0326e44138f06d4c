package io.seatlock.live;

import java.time.Duration;

/**
 * When the next frame of a venue may be sent. Its interval is stretched with the time that sending takes, so that streams
 * use at most a fifth of a processor, and shrinks with it again.
 */
final class FrameTimer {

  private static final int REST_PER_WORK = 4;

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

  /** @param end {@link System#nanoTime()} when all streams had been served */
  void sent(long start, long end) {
    last = start;
    interval = Math.clamp((end - start) * REST_PER_WORK, shortest, longest);
  }

  Duration interval() {
    return Duration.ofNanos(interval);
  }
}
