package io.seatlock.plan;

/** What is stored of a venue's plan can't be read, and reading it again will not help. Its seats can still be locked. */
public final class DamagedPlan extends RuntimeException {

  public DamagedPlan() {
    super("What is stored of the venue's plan can't be read; put the plan again");
  }
}
