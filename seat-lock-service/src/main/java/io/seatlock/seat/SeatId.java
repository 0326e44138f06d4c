package io.seatlock.seat;

import org.jspecify.annotations.Nullable;

/**
 * Identifies one seat of a venue. A place with many shows uses one venue id for each show. The parts are in
 * {@link NormalForm}, so that equal seats have equal names.
 */
public record SeatId(String venueId, String row, String seat) {

  /** @throws InvalidRequest naming the part that breaks the rules of {@link IdRules} */
  public SeatId(@Nullable String venueId, @Nullable String row, @Nullable String seat) {
    this.venueId = IdRules.id("venueId", venueId);
    this.row = IdRules.id("row", row);
    this.seat = IdRules.id("seat", seat);
  }

  /** The name of this seat within its venue, and its field in the hash of the venue: {@code row_seat}. */
  public String field() {
    return field(row, seat);
  }

  /** As {@link #field()}, for parts that are in their normal form already. */
  public static String field(String row, String seat) {
    return row + "_" + seat;
  }

  /** {@code venueId:row:seat}: the Kafka key, and the name of this seat in every index. */
  @Override
  public String toString() {
    return venueId + ":" + row + ":" + seat;
  }

  /**
   * The reverse of {@link #toString()}. Unambiguous, since no part may contain a colon.
   *
   * @throws InvalidRequest if the name is malformed, or a part is not in its normal form, since then it is not the name
   *     of any seat
   */
  public static SeatId parse(String name) {
    SeatId seat = parseAnySpelling(name);
    if (!seat.toString().equals(name)) {
      throw new InvalidRequest("seat", "is not in its normal form (NFC)");
    }
    return seat;
  }

  /**
   * As {@link #parse}, but also accepts a name that is not in its normal form. Returns the seat that a caller reaches
   * by this name.
   */
  public static SeatId parseAnySpelling(String name) {
    String[] parts = name.split(":", -1);
    if (parts.length != 3) {
      throw new InvalidRequest("seat", "must be named venueId:row:seat");
    }
    return new SeatId(parts[0], parts[1], parts[2]);
  }
}
