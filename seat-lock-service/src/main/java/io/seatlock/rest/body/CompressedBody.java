package io.seatlock.rest.body;

/** A body that is compressed. The message is the encoding, as the caller named it. */
public final class CompressedBody extends RuntimeException {

  CompressedBody(String encoding) {
    super(encoding, null, false, false);
  }
}
