package io.seatlock.live;

import io.seatlock.security.CallRefused;
import java.util.Map;

/** The answer about a venue whose seats nobody has named. */
final class NoPlan {

  private NoPlan() {}

  static CallRefused of(String venueId) {
    return new CallRefused(404, "NO_PLAN", "The venue " + venueId + " has no seating plan. An operator gives it one by "
        + "PUT /venues/{venueId}/plan; without one, ask for JSON.", Map.of());
  }
}
