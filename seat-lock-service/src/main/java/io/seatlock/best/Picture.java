package io.seatlock.best;

import io.seatlock.plan.Occupancy;

/** Which seats of a house are free, at one moment; the seats of earlier choices are crossed out. For one thread. */
final class Picture {

  private final House house;

  private final boolean[] free;

  private boolean crossedOut;

  private Picture(House house) {
    this.house = house;
    free = new boolean[house.size()];
  }

  /** Free is what can be had now. */
  static Picture of(House house, Occupancy occupancy) {
    Picture picture = new Picture(house);
    for (int index = 0; index < picture.free.length; index++) {
      picture.free[house.positionOf(index)] = occupancy.isAvailable(index);
    }
    return picture;
  }

  /**
   * Knows only the seats that no aisle parts from these; the others count as taken.
   *
   * @param indexes of the plan
   */
  static Picture around(House house, Occupancy occupancy, int... indexes) {
    Picture picture = new Picture(house);
    for (int index : indexes) {
      int first = house.positionOf(index);
      while (house.isBesideTheLast(first)) {
        first--;
      }
      int at = first;
      do {
        picture.free[at] = occupancy.isAvailable(house.seat(at).index());
        at++;
      } while (at < house.size() && house.isBesideTheLast(at));
    }
    return picture;
  }

  /** Free is also what others only hold: it may come back. */
  static Picture ofUnsold(House house, Occupancy occupancy) {
    Picture picture = new Picture(house);
    for (int index = 0; index < picture.free.length; index++) {
      picture.free[house.positionOf(index)] = occupancy.at(index) != Occupancy.FINALIZED;
    }
    return picture;
  }

  /** The same without some seats. */
  Picture without(int[] indexes) {
    Picture picture = new Picture(house);
    System.arraycopy(free, 0, picture.free, 0, free.length);
    picture.take(indexes);
    return picture;
  }

  House house() {
    return house;
  }

  boolean isFree(int position) {
    return free[position];
  }

  /** @param indexes in the order of the plan */
  void take(int[] indexes) {
    for (int index : indexes) {
      free[house.positionOf(index)] = false;
    }
    crossedOut = true;
  }

  /** Whether seats were taken in this picture that may turn out to be free. */
  boolean isCrossedOut() {
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
