package io.seatlock.faults.windows;

import java.util.Base64;

/** Reads the two packed forms of seats; both count in the order of the plan. */
final class PackedSeats {

  /** Takes one seat. */
  @FunctionalInterface
  interface Taker {

    void take(int index, Status status);
  }

  private static final Status[] STATUSES = Status.values();

  private PackedSeats() {}

  /** One number a seat, {@code (gap << 2) | state}, in LEB128; the gap is the number of seats that are left out before. */
  static void changes(String base64, Taker taker) {
    int next = 0;
    int number = 0;
    int shift = 0;
    for (byte part : Base64.getDecoder().decode(base64)) {
      number |= (part & 0x7f) << shift;
      shift += 7;
      if (part >= 0) {
        next += number >> 2;
        taker.take(next, STATUSES[number & 3]);
        next++;
        number = 0;
        shift = 0;
      }
    }
    if (shift > 0) {
      throw new IllegalArgumentException("the last number is cut: " + base64);
    }
  }

  /** Two bits for each seat, the first seat in the highest bits of the first byte. */
  static void bits(String base64, int seats, Taker taker) {
    byte[] bits = Base64.getDecoder().decode(base64);
    for (int i = 0; i < seats; i++) {
      taker.take(i, STATUSES[(bits[i / 4] >> (6 - 2 * (i % 4))) & 3]);
    }
  }
}
