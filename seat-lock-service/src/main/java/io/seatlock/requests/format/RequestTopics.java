package io.seatlock.requests.format;

import java.util.List;
import java.util.stream.Stream;

/** The names of the request topics and of their dead-letter topics. */
public record RequestTopics(String lockRequested, String finalizeRequested) {

  /** The default names. */
  public static final RequestTopics CONTRACT = new RequestTopics("seat.lock.requested", "seat.finalize");

  private static final String DEAD_LETTER_SUFFIX = "-dlt";

  public List<String> requests() {
    return List.of(lockRequested, finalizeRequested);
  }

  public List<String> deadLetters() {
    return requests().stream().map(RequestTopics::deadLetters).toList();
  }

  public List<String> all() {
    return Stream.concat(requests().stream(), deadLetters().stream()).toList();
  }

  /** The dead-letter topic of a request topic. */
  public static String deadLetters(String topic) {
    return topic + DEAD_LETTER_SUFFIX;
  }
}
