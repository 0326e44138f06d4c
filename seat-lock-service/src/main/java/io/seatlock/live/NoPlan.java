package io.seatlock.live;

import io.seatlock.security.CallRefused;
import java.util.Map;

/** The answer about a venue whose seats nobody has named. */
final class NoPlan {

  private NoPlan() {}

  static CallRefused answer() {
    return new CallRefused(404, "NO_PLAN", "The venue has no seating plan; put one first.", Map.of());
  }
}
