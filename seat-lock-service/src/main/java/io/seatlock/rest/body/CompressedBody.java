package io.seatlock.rest.body;

/** The body of a request is compressed. The message is the name of the encoding as the caller sent it. */
public final class CompressedBody extends RuntimeException {

  CompressedBody(String encoding) {
    super(encoding, null, false, false);
  }
}
