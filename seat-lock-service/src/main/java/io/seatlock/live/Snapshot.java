package io.seatlock.live;

import io.seatlock.seat.Times;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * All seats, encoded once for all streams that begin with it; each gets the time at which it is sent.
 *
 * @param number of the last frame that is in it
 * @param head up to the time
 * @param tail from there on
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Snapshot(long number, byte[] head, byte[] tail) {

  /** @param now Redis' time */
  byte[] head(Instant now) {
    byte[] time = Times.text(now).getBytes(StandardCharsets.US_ASCII);
    byte[] whole = new byte[head.length + time.length];
    System.arraycopy(head, 0, whole, 0, head.length);
    System.arraycopy(time, 0, whole, head.length, time.length);
    return whole;
  }
}
