package io.seatlock.benchmark.contender;

/** A seat of a venue. Groups are locked in this order, so that two of them never wait for each other. */
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
