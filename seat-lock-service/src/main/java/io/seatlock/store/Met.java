package io.seatlock.store;

import io.seatlock.seat.InvalidRequest;
import io.seatlock.seat.SeatId;
import org.jspecify.annotations.Nullable;

/**
 * A seat that was met somewhere in Redis. What somebody wrote by hand may be no seat at all; then it is
 * one that no hash knows.
 *
 * @param field its field in the hash of its venue
 * @param name {@code venueId:row:seat}
 */
record Met(String venueId, String field, String name) {

  /** A name as the deadlines and the keys of locks have it. */
  static Met named(String name) {
    SeatId seat = parse(name);
    return seat == null ? new Met("", name, name) : new Met(seat.venueId(), seat.row() + "_" + seat.seat(), name);
  }

  static Met inVenue(String venueId, String field) {
    return new Met(venueId, field, venueId + ":" + field.replaceFirst("_", ":"));
  }

  boolean isSeat() {
    SeatId seat = parse(name);
    return seat != null && field.equals(seat.row() + "_" + seat.seat());
  }

  private static @Nullable SeatId parse(String name) {
    try {
      return SeatId.parse(name);
    } catch (InvalidRequest noSeat) {
      return null;
    }
  }
}
