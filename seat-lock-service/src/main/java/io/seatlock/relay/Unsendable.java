package io.seatlock.relay;

/** An entry of the outbox can't become a record: not now, and not later. */
final class Unsendable extends Exception {

  private static final long serialVersionUID = 1;

  /** @param reason the end of a sentence about the entry */
  Unsendable(String reason) {
    super(reason, null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
