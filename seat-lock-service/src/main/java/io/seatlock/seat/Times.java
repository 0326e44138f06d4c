package io.seatlock.seat;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * How a time is written wherever somebody reads it: UTC with {@code Z} and always three decimals, so that times sort as
 * texts and fit one pattern. {@link Instant#toString()} leaves the decimals out at a whole second.
 */
public final class Times {

  private static final DateTimeFormatter MILLIS = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private Times() {}

  /** For example {@code 2025-05-20T12:01:15.000Z}; what is finer than a millisecond is cut off. */
  public static String text(Instant time) {
    return MILLIS.format(time);
  }
}
