package io.seatlock.live;

/** What became of what a stream was offered. */
enum Delivery {
  DONE, NEEDS_SNAPSHOT, TOO_SLOW, ENDED
}
