package io.seatlock.live;

/** The result of delivering a broadcast to a stream. */
enum Delivery {
  DONE, NEEDS_SNAPSHOT, TOO_SLOW, ENDED
}
