package io.seatlock.seat;

import java.time.Instant;
import java.util.List;

/** What users hold now. */
public interface Baskets {

  /** Seats of a basket that are read at most; more are left out. */
  int MOST = 1000;

  /**
   * The live locks of a user in one venue, those that end first before the others, read in one atomic step.
   *
   * @throws InvalidRequest naming {@code userId} or {@code venueId}
   * @throws SeatsUnavailable if Redis did not answer in time
   */
  Basket find(String userId, String venueId);

  /**
   * @param at when it was read, by Redis' clock, in whole milliseconds
   * @param seats all locked, at most {@link #MOST}
   */
  record Basket(Instant at, List<SeatState> seats) {}
}
