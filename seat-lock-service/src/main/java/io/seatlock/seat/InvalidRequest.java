package io.seatlock.seat;

/** A mistake of the caller. Names the wrong field of the request and says what to write instead. */
public final class InvalidRequest extends RuntimeException {

  private final String field;

  public InvalidRequest(String field, String advice) {
    super(advice, null, false, false);
    this.field = field;
  }

  /** The field as the caller wrote it, e.g. {@code seats[3].row}. */
  public String field() {
    return field;
  }

  /**
   * What is wrong with the field and what to do, as a predicate to follow the field's name, such as
   * {@code is missing or empty}.
   */
  public String advice() {
    return String.valueOf(getMessage());
  }
}
