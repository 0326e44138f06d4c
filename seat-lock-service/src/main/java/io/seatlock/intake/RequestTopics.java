package io.seatlock.intake;

import java.util.List;

/** The topics that the service reads, and where it puts what can't be read. */
public final class RequestTopics {

  static final String LOCK_REQUESTED = "seat.lock.requested";

  static final String FINALIZE = "seat.finalize";

  static final String DEAD_LETTER_SUFFIX = "-dlt";

  static final List<String> REQUESTS = List.of(LOCK_REQUESTED, FINALIZE);

  public static final List<String> DEAD_LETTERS = List.of(LOCK_REQUESTED + DEAD_LETTER_SUFFIX,
      FINALIZE + DEAD_LETTER_SUFFIX);

  public static final List<String> ALL = List.of(LOCK_REQUESTED, FINALIZE, LOCK_REQUESTED + DEAD_LETTER_SUFFIX,
      FINALIZE + DEAD_LETTER_SUFFIX);

  private RequestTopics() {}

  /** Where the records of a request topic go that can't be answered. */
  static String deadLetters(String topic) {
    return topic + DEAD_LETTER_SUFFIX;
  }
}
