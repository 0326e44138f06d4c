package io.seatlock.seat.text;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What programs write in the place of a value that they do not have. Every user of such a program would be the same
 * user. Spelt exactly as programs spell it: a row may be called {@code Null}, which is German for zero.
 */
public final class PlaceholderValues {

  /** Of JavaScript, Java, SQL, Python, Ruby, Go and C. */
  private static final Set<String> NO_VALUE = Set.of("undefined", "null", "NULL", "NaN", "nan", "None", "nil", "<nil>",
      "(null)", "[object Object]");

  /** Another JavaScript object, or the place for a value that a template did not fill. */
  private static final Pattern NOT_A_TEXT = Pattern
      .compile("\\[object \\w{1,64}]|[$#]\\{[^{}\\p{C}]{0,64}}|\\{\\{[^{}\\p{C}]{0,64}}}");

  /** What such a text begins with; others need not be compared with the pattern. */
  private static final String FIRST = "[$#{";

  private PlaceholderValues() {}

  /** What is wrong with the text as advice, without the field's name; null if nothing is. */
  public static @Nullable String find(String text) {
    return NO_VALUE.contains(text) || isNotAText(text)
        ? "is \"" + text + "\", which the calling program wrote where a value was missing; look for an unset variable"
        : null;
  }

  private static boolean isNotAText(String text) {
    return !text.isEmpty() && FIRST.indexOf(text.charAt(0)) >= 0 && NOT_A_TEXT.matcher(text).matches();
  }
}
