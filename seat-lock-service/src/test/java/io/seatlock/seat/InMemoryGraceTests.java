package io.seatlock.seat;

class InMemoryGraceTests implements GraceRules, InMemoryStage {

  private final InMemorySeats seats = new InMemorySeats(GRACE);

  @Override
  public InMemorySeats seats() {
    return seats;
  }
}
