package io.seatlock.faults.windows;

/** The status of a seat. The order of the constants is that of the numbers in packed streams. */
enum Status {
  AVAILABLE, LOCKED, FINALIZED
}
