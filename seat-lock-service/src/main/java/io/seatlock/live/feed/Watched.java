package io.seatlock.live.feed;

/** Who watches. */
public interface Watched {

  boolean isEmpty();

  /** An event of any venue. */
  void add(String venueId, SeatChange change);

  /** All venues have to read their picture again. */
  void refresh();
}
