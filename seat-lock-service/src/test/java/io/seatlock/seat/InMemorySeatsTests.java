package io.seatlock.seat;

/** The model keeps the contract, so that it may judge the others. */
class InMemorySeatsTests implements SeatsContract, InMemoryStage {

  private final InMemorySeats seats = new InMemorySeats(LIMITS);

  @Override
  public InMemorySeats seats() {
    return seats;
  }
}
