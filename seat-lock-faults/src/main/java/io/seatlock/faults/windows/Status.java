package io.seatlock.faults.windows;

/** Of a seat, in the order in which packed streams number them. */
enum Status {
  AVAILABLE, LOCKED, FINALIZED
}
