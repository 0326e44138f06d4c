package io.seatlock.benchmark.contender;

/** A seat of a venue. The seats of a group are locked in this order, so that two groups never deadlock. */
record Seat(String row, String seat) implements Comparable<Seat> {

  String field() {
    return row + "_" + seat;
  }

  @Override
  public int compareTo(Seat other) {
    int rows = row.compareTo(other.row);
    return rows == 0 ? seat.compareTo(other.seat) : rows;
  }
}
