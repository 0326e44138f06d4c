package io.seatlock.best.choice;

import io.seatlock.plan.Occupancy;

/** Which seats of a house are free, at one moment; the seats of earlier choices are crossed out. For one thread. */
public final class FreeSeats {

  private final House house;

  private final boolean[] free;

  private boolean crossedOut;

  private FreeSeats(House house) {
    this.house = house;
    free = new boolean[house.size()];
  }

  /** Free is what can be had now. */
  public static FreeSeats of(House house, Occupancy occupancy) {
    FreeSeats seats = new FreeSeats(house);
    for (int index = 0; index < seats.free.length; index++) {
      seats.free[house.positionOf(index)] = occupancy.isAvailable(index);
    }
    return seats;
  }

  /**
   * Knows only the seats that no aisle parts from these; the others count as taken.
   *
   * @param indexes of the plan
   */
  public static FreeSeats around(House house, Occupancy occupancy, int... indexes) {
    FreeSeats seats = new FreeSeats(house);
    for (int index : indexes) {
      int first = house.positionOf(index);
      while (house.isBesideTheLast(first)) {
        first--;
      }
      int at = first;
      do {
        seats.free[at] = occupancy.isAvailable(house.seat(at).index());
        at++;
      } while (at < house.size() && house.isBesideTheLast(at));
    }
    return seats;
  }

  /** Free is also what others only hold: it may come back. */
  public static FreeSeats ofUnsold(House house, Occupancy occupancy) {
    FreeSeats seats = new FreeSeats(house);
    for (int index = 0; index < seats.free.length; index++) {
      seats.free[house.positionOf(index)] = occupancy.at(index) != Occupancy.FINALIZED;
    }
    return seats;
  }

  /** The same without some seats. */
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

  /** @param indexes in the order of the plan */
  public void take(int[] indexes) {
    for (int index : indexes) {
      free[house.positionOf(index)] = false;
    }
    crossedOut = true;
  }

  /** Whether seats were crossed out that may turn out to be free. */
  public boolean isCrossedOut() {
    return crossedOut;
  }

  /** Of the free seats side by side to which this free one belongs. */
  int beginOfFree(int position) {
    int from = position;
    while (house.isBesideTheLast(from) && free[from - 1]) {
      from--;
    }
    return from;
  }

  /** The end, exclusive, of the free seats side by side to which this free one belongs; if it is taken, the seat itself. */
  int endOfFree(int position) {
    int to = position;
    while (to < free.length && free[to] && (to == position || house.isBesideTheLast(to))) {
      to++;
    }
    return to;
  }
}
