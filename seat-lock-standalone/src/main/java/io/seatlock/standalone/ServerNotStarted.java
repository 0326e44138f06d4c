package io.seatlock.standalone;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The embedded Redis or Kafka broker did not start; the message says why. */
final class ServerNotStarted extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ServerNotStarted(Throwable cause) {
    super(reasons(cause), cause);
  }

  private static String reasons(Throwable cause) {
    return Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
        .map(Throwable::getMessage)
        .filter(Objects::nonNull)
        .collect(Collectors.joining(": "));
  }
}
