package io.seatlock.relay;

/** An entry of the outbox can never become a record. */
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
