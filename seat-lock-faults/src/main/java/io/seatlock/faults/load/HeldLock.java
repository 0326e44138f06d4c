package io.seatlock.faults.load;

import java.util.List;

/**
 * A lock that a client was granted.
 *
 * @param deadline ms since the epoch
 */
record HeldLock(List<Place> places, String user, String lockId, long deadline) {

  boolean hasExpired() {
    return System.currentTimeMillis() > deadline;
  }

  HeldLock until(long later) {
    return new HeldLock(places, user, lockId, later);
  }
}
