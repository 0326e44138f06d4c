package io.seatlock.benchmark.contender;

import java.time.Duration;
import java.util.List;

/**
 * A request to a design: lock all of these seats for this user, or none.
 *
 * @param expiresAt the deadline in the answer; ISO-8601
 */
record Claim(String venue, List<Seat> seats, String user, String lockId, Duration timeout, String expiresAt) {

  Claim {
    if (venue.isBlank() || user.isBlank() || seats.isEmpty()) {
      throw new IllegalArgumentException("venueId, userId and a seat are needed");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeoutSeconds must be positive");
    }
    seats = seats.stream().sorted().toList();
  }

  String key(Seat seat) {
    return "seatlock:" + venue + ":" + seat.row() + ":" + seat.seat();
  }
}
