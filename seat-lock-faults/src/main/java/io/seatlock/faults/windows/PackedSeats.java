package io.seatlock.faults.windows;

import java.util.Base64;

/** Decodes the two packed encodings of seats. Both number the seats in the order of the plan. */
final class PackedSeats {

  /** Takes one seat. */
  @FunctionalInterface
  interface SeatConsumer {

    void accept(int index, Status status);
  }

  private static final Status[] STATUSES = Status.values();

  private PackedSeats() {}

  /**
   * Decodes one number for each listed seat, {@code (gap << 2) | state}, in LEB128. The gap is the number of seats
   * between this one and the listed seat before it.
   */
  static void changes(String base64, SeatConsumer consumer) {
    int next = 0;
    int number = 0;
    int shift = 0;
    for (byte part : Base64.getDecoder().decode(base64)) {
      number |= (part & 0x7f) << shift;
      shift += 7;
      if (part >= 0) {
        next += number >> 2;
        consumer.accept(next, STATUSES[number & 3]);
        next++;
        number = 0;
        shift = 0;
      }
    }
    if (shift > 0) {
      throw new IllegalArgumentException("the last number is cut: " + base64);
    }
  }

  /** Decodes two bits for each seat; the first seat is in the highest bits of the first byte. */
  static void bits(String base64, int seats, SeatConsumer consumer) {
    byte[] bits = Base64.getDecoder().decode(base64);
    for (int i = 0; i < seats; i++) {
      consumer.accept(i, STATUSES[(bits[i / 4] >> (6 - 2 * (i % 4))) & 3]);
    }
  }
}
