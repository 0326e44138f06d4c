package io.seatlock.seat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

class InMemoryGraceTests implements GraceRules {

  private final InMemorySeats seats = new InMemorySeats(GRACE);

  @Override
  public Seats seats() {
    return seats;
  }

  @Override
  public void pass(Duration time) {
    seats.pass(time);
  }

  @Override
  public List<SeatId> plan(SeatId... plan) {
    return seats.plan("hall", Set.of(plan));
  }

  @Override
  public void removePlan() {
    seats.plan("hall", null);
  }

  @Override
  public List<Map<String, String>> events() {
    return seats.events();
  }
}
