package io.seatlock.live;

import io.seatlock.live.picture.VenuePicture;
import java.io.ByteArrayOutputStream;
import java.util.Base64;

/**
 * Seats by their place in the plan, in few bytes. Each seat is one number, {@code (gap << 2) | state}, in LEB128: seven
 * bits a byte, the lowest first, and the highest bit set in each byte but the last. The gap is the number of seats between
 * this one and the one before it, or before the first. The states are 0 available, 1 locked, 2 finalized.
 */
final class PackedSeats {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private int next;

  /** In rising order of the index. */
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

  /** A member of a JSON object: the list, or all seats at two bits each if that is shorter. */
  String member(VenuePicture picture) {
    return bytes.size() <= (picture.size() + 3) >> 2
        ? "\"changes\":\"" + text(bytes.toByteArray()) + '"'
        : "\"bits\":\"" + text(picture.bits()) + '"';
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
