package io.seatlock.store.outbox;

/** An outbox entry is not a valid event, so it can't be sent to Kafka. */
public final class MalformedEvent extends Exception {

  private static final long serialVersionUID = 1;

  /** @param flaw what is wrong with the entry, as a clause such as {@code it has no seat} */
  public MalformedEvent(String flaw) {
    super(flaw, null, false, false);
  }

  public String flaw() {
    return String.valueOf(getMessage());
  }
}
