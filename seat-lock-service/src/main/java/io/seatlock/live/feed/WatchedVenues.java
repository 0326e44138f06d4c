package io.seatlock.live.feed;

/** The venues with open streams, as receivers of events. */
public interface WatchedVenues {

  boolean isEmpty();

  /** Passes an event of any venue; ignored unless the venue has streams. */
  void add(String venueId, SeatChange change);

  /** Makes all venues read their seats from Redis again. */
  void refresh();
}
