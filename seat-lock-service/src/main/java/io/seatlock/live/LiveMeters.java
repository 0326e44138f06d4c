package io.seatlock.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What is counted of all venues together. */
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

  /** Was encoded, for however many streams. */
  void snapshot() {
    snapshots.increment();
  }

  /** A picture differed from the store. */
  void corrected() {
    corrected.increment();
  }

  /** A stream was closed since its reader was too slow. */
  void tooSlow() {
    tooSlow.increment();
  }
}
