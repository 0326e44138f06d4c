package io.seatlock.kafka;

/** Failures in one line. */
public final class RootCause {

  private RootCause() {}

  /** The innermost cause, which says most: Kafka's clients put a general sentence around it. */
  public static String of(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
