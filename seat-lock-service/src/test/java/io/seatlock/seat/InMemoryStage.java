package io.seatlock.seat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The stage of rules that the model has to keep. */
interface InMemoryStage extends Stage {

  @Override
  InMemorySeats seats();

  @Override
  default void pass(Duration time) {
    seats().pass(time);
  }

  @Override
  default List<SeatId> plan(SeatId... plan) {
    return seats().plan("hall", Set.of(plan));
  }

  @Override
  default void removePlan() {
    seats().plan("hall", null);
  }

  @Override
  default List<Map<String, String>> events() {
    return seats().events();
  }
}
