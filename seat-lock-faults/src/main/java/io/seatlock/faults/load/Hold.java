package io.seatlock.faults.load;

import java.util.List;

/**
 * What a client was granted.
 *
 * @param deadline ms since the epoch
 */
record Hold(List<Place> places, String user, String lockId, long deadline) {

  boolean isOver() {
    return System.currentTimeMillis() > deadline;
  }

  Hold until(long later) {
    return new Hold(places, user, lockId, later);
  }
}
