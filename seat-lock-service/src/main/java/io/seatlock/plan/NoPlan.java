package io.seatlock.plan;

/** The venue has no plan, so nothing is known of its seats. */
public final class NoPlan extends RuntimeException {

  public NoPlan() {
    super("The venue has no seating plan", null, false, false);
  }
}
