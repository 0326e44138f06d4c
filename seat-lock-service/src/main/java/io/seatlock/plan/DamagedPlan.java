package io.seatlock.plan;

/** The stored plan of a venue can't be read, and a retry fails again. The venue's seats can still be locked. */
public final class DamagedPlan extends RuntimeException {

  public DamagedPlan() {
    super("The stored plan of the venue can't be read; store the plan again");
  }
}
