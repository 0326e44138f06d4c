package io.seatlock.live;

/**
 * The changes since the previous frame, encoded once for all streams.
 *
 * @param number the number of the frame within its venue, from 1
 * @param seq greater than that of the previous frame, and at least the greatest version in this frame, in µs
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Frame(long number, long seq, byte[] plain, byte[] packed) {

  byte[] bytes(Encoding encoding) {
    return switch (encoding) {
      case PLAIN -> plain;
      case PACKED -> packed;
    };
  }
}
