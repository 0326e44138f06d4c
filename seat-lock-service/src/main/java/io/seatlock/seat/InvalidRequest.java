package io.seatlock.seat;

/** The caller's mistake: which field of the request is wrong and what to write instead. */
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

  /** What is wrong with the field and what to do, as a sentence without the field's name. */
  public String advice() {
    return String.valueOf(getMessage());
  }
}
