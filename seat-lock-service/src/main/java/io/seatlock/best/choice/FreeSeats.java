package io.seatlock.best.choice;

import io.seatlock.plan.Occupancy;

/**
 * Which seats of a plan are free at one moment, without those that were chosen for earlier requests. Not thread-safe.
 */
public final class FreeSeats {

  private final House house;

  private final boolean[] free;

  private boolean hasRemovals;

  private FreeSeats(House house) {
    this.house = house;
    free = new boolean[house.size()];
  }

  /** Counts the available seats as free. */
  public static FreeSeats of(House house, Occupancy occupancy) {
    FreeSeats seats = new FreeSeats(house);
    for (int index = 0; index < seats.free.length; index++) {
      seats.free[house.positionOf(index)] = occupancy.isAvailable(index);
    }
    return seats;
  }

  /**
   * Counts the available seats as free, but only in the stretches of the given seats; all others count as taken.
   *
   * @param indexes of the plan
   */
  public static FreeSeats around(House house, Occupancy occupancy, int... indexes) {
    FreeSeats seats = new FreeSeats(house);
    for (int index : indexes) {
      int first = house.positionOf(index);
      while (house.isNextToPrevious(first)) {
        first--;
      }
      int at = first;
      do {
        seats.free[at] = occupancy.isAvailable(house.seat(at).index());
        at++;
      } while (at < house.size() && house.isNextToPrevious(at));
    }
    return seats;
  }

  /** Counts all seats as free that are not sold: a locked seat may become available again. */
  public static FreeSeats ofUnsold(House house, Occupancy occupancy) {
    FreeSeats seats = new FreeSeats(house);
    for (int index = 0; index < seats.free.length; index++) {
      seats.free[house.positionOf(index)] = occupancy.at(index) != Occupancy.FINALIZED;
    }
    return seats;
  }

  /** A copy in which these seats are not free. */
  public FreeSeats without(int[] indexes) {
    FreeSeats seats = new FreeSeats(house);
    System.arraycopy(free, 0, seats.free, 0, free.length);
    seats.take(indexes);
    return seats;
  }

  public House house() {
    return house;
  }

  boolean isFree(int position) {
    return free[position];
  }

  /** @param indexes the indexes of the seats in the plan */
  public void take(int[] indexes) {
    for (int index : indexes) {
      free[house.positionOf(index)] = false;
    }
    hasRemovals = true;
  }

  /** Whether seats were removed for earlier requests, so that some of them may still be free. */
  public boolean hasRemovals() {
    return hasRemovals;
  }

  /** The first position of the series of free seats side by side that contains this free seat. */
  int startOfFree(int position) {
    int from = position;
    while (house.isNextToPrevious(from) && free[from - 1]) {
      from--;
    }
    return from;
  }

  /**
   * The end, exclusive, of the series of free seats side by side that contains this seat; the position itself if the
   * seat is taken.
   */
  int endOfFree(int position) {
    int to = position;
    while (to < free.length && free[to] && (to == position || house.isNextToPrevious(to))) {
      to++;
    }
    return to;
  }
}
