package io.seatlock.live;

import io.seatlock.seat.Times;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A snapshot of all seats, encoded once for all streams that need it. Only the time of sending is inserted for each
 * stream.
 *
 * @param number the number of the last frame whose changes it contains
 * @param head the bytes before the time
 * @param tail the bytes after the time
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Snapshot(long number, byte[] head, byte[] tail) {

  /** @param now the time of sending, by Redis' clock */
  byte[] head(Instant now) {
    byte[] time = Times.text(now).getBytes(StandardCharsets.US_ASCII);
    byte[] whole = new byte[head.length + time.length];
    System.arraycopy(head, 0, whole, 0, head.length);
    System.arraycopy(time, 0, whole, head.length, time.length);
    return whole;
  }
}
