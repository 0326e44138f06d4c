package io.seatlock.live;

import io.seatlock.live.picture.VenuePicture;
import java.io.ByteArrayOutputStream;
import java.util.Base64;

/**
 * A compact encoding of some seats of a plan and their states. Each seat is one number, {@code (gap << 2) | state}, in
 * LEB128: seven bits per byte, the lowest first, with the highest bit set in all bytes but the last. The gap is the
 * number of seats of the plan between this seat and the previous one in the list, or before the first one. The states
 * are 0 available, 1 locked, 2 finalized.
 */
final class PackedSeats {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private int next;

  /** Adds a seat. The indexes must be in ascending order. */
  void add(int index, int state) {
    int number = ((index - next) << 2) | state;
    next = index + 1;
    while (number >= 0x80) {
      bytes.write((number & 0x7f) | 0x80);
      number >>>= 7;
    }
    bytes.write(number);
  }

  int size() {
    return bytes.size();
  }

  /**
   * The member of a JSON object, {@code "changes"} with this list or {@code "bits"} with the states of all seats, two
   * bits each, whichever is shorter; both in base64.
   */
  String member(VenuePicture picture) {
    return bytes.size() <= (picture.size() + 3) >> 2
        ? "\"changes\":\"" + text(bytes.toByteArray()) + '"'
        : "\"bits\":\"" + text(picture.bits()) + '"';
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
