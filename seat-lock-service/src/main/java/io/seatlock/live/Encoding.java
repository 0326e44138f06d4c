package io.seatlock.live;

import io.seatlock.seat.InvalidRequest;
import org.jspecify.annotations.Nullable;

/** The format in which a stream lists seats. */
enum Encoding {

  /** By row and number. */
  PLAIN,

  /** {@link PackedSeats} */
  PACKED;

  /** @throws InvalidRequest if the name is unknown */
  static Encoding of(@Nullable String name) {
    return switch (name) {
      case null -> PLAIN;
      case "packed" -> PACKED;
      default -> throw new InvalidRequest("encoding", "must be packed, or left out");
    };
  }
}
