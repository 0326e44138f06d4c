package io.seatlock.plan;

/** The venue has no plan, so its seats are unknown. */
public final class NoPlan extends RuntimeException {

  public NoPlan() {
    super("The venue has no seating plan", null, false, false);
  }
}
