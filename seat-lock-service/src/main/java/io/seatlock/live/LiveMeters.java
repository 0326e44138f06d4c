package io.seatlock.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counters for the live streams of all venues together. */
final class LiveMeters {

  private final Counter frames;

  private final Counter snapshots;

  private final Counter corrected;

  private final Counter tooSlow;

  LiveMeters(MeterRegistry meters) {
    frames = meters.counter("seat.lock.live.frames");
    snapshots = meters.counter("seat.lock.live.snapshots");
    corrected = meters.counter("seat.lock.live.corrected");
    tooSlow = meters.counter("seat.lock.live.slow");
  }

  void frame() {
    frames.increment();
  }

  /** Counts a snapshot that was encoded, for any number of streams. */
  void snapshot() {
    snapshots.increment();
  }

  /** Counts a comparison that found and corrected a difference from Redis. */
  void corrected() {
    corrected.increment();
  }

  /** Counts a stream that was closed because its client read too slowly. */
  void tooSlow() {
    tooSlow.increment();
  }
}
