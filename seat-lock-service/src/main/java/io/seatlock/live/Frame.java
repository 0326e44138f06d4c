package io.seatlock.live;

/**
 * What has changed since the frame before, encoded once for all streams.
 *
 * @param number counts the frames of a venue, from 1
 * @param seq greater than that of the frame before, and not less than any version in it (µs)
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
