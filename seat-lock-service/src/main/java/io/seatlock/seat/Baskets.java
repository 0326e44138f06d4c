package io.seatlock.seat;

import java.time.Instant;
import java.util.List;

/** Reads the seats that a user holds at the moment. */
public interface Baskets {

  /** The largest number of seats that one read returns; further seats are left out. */
  int MAX_SEATS = 1000;

  /**
   * Reads the live locks of a user in one venue in one atomic step, ordered by deadline, the earliest first.
   *
   * @throws InvalidRequest if {@code userId} or {@code venueId} is not a valid id; it names the field
   * @throws SeatsUnavailable if Redis did not answer in time
   */
  Basket find(String userId, String venueId);

  /**
   * @param at when it was read, by Redis' clock, in whole milliseconds
   * @param seats locked seats, at most {@link #MAX_SEATS}
   */
  record Basket(Instant at, List<SeatState> seats) {}
}
