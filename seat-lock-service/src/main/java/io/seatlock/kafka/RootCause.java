package io.seatlock.kafka;

/** Describes a failure in one line. */
public final class RootCause {

  private RootCause() {}

  /**
   * The message of the innermost cause, which is the most specific: Kafka's clients wrap it in exceptions with general
   * messages.
   */
  public static String of(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
