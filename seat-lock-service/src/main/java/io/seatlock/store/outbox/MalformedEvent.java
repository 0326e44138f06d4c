package io.seatlock.store.outbox;

/** An entry of the outbox is no event and can never become a record. */
public final class MalformedEvent extends Exception {

  private static final long serialVersionUID = 1;

  /** @param flaw the end of a sentence about the entry */
  public MalformedEvent(String flaw) {
    super(flaw, null, false, false);
  }

  public String flaw() {
    return String.valueOf(getMessage());
  }
}
