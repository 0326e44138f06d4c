package io.seatlock.seat;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * Formats times for all answers, events and messages: UTC with {@code Z} and always three decimals, so that the texts
 * sort like the times and all match one pattern. {@link Instant#toString()} omits the decimals at a whole second.
 */
public final class Times {

  private static final DateTimeFormatter MILLIS = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private Times() {}

  /** For example {@code 2025-05-20T12:01:15.000Z}; the rest below a millisecond is truncated. */
  public static String text(Instant time) {
    return MILLIS.format(time);
  }
}
