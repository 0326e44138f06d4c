package io.seatlock.check;

import static io.seatlock.check.Difference.Kind.NO_SEAT;
import static io.seatlock.check.Difference.Kind.SEAT_NOT_NORMAL;

import io.seatlock.seat.InvalidRequest;
import io.seatlock.seat.SeatId;
import org.jspecify.annotations.Nullable;

/**
 * A seat name as the check found it in Redis. A name that was written by hand may be invalid; then it is treated as a
 * seat that is in no hash.
 *
 * @param venueId empty if the name is invalid and was not found in a venue
 * @param field of the seat in the hash of its venue
 * @param name {@code venueId:row:seat}
 */
record FoundSeat(String venueId, String field, String name) {

  /** @param name {@code venueId:row:seat}, as in the deadlines and lock keys */
  public static FoundSeat named(String name) {
    SeatId seat = parse(name);
    return seat == null
        ? new FoundSeat("", name, name)
        : new FoundSeat(seat.venueId(), seat.field(), name);
  }

  /** @param field {@code row_seat}, as in the hash of the venue */
  public static FoundSeat inVenue(String venueId, String field) {
    return new FoundSeat(venueId, field, venueId + ":" + field.replaceFirst("_", ":"));
  }

  /** Whether the name and the field are valid and belong to the same seat. */
  public boolean isSeat() {
    SeatId seat = parse(name);
    return seat != null && field.equals(seat.field());
  }

  /**
   * The difference to report for this field, which is not a valid seat name.
   *
   * @param hash key of the hash that contains the field
   */
  Difference misnamed(String hash) {
    String reason = "it must be row_seat";
    try {
      String reached = SeatId.parseAnySpelling(name).toString();
      if (!reached.equals(name)) {
        return Difference.of(SEAT_NOT_NORMAL, reached, hash, field, reached, false);
      }
    } catch (InvalidRequest noSeat) {
      reason = noSeat.field() + " " + noSeat.advice();
    }
    return Difference.of(NO_SEAT, hash, hash, field, reason, false);
  }

  private static @Nullable SeatId parse(String name) {
    try {
      return SeatId.parse(name);
    } catch (InvalidRequest noSeat) {
      return null;
    }
  }
}
