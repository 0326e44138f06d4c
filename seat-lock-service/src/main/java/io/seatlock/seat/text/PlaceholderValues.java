package io.seatlock.seat.text;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds texts that programs write where a value is missing, such as {@code undefined}. As an id, such a text would make
 * all users of the program one user. Case matters: a row may be called {@code Null}, which is German for zero.
 */
public final class PlaceholderValues {

  /** What JavaScript, Java, SQL, Python, Ruby, Go and C write for a missing value. */
  private static final Set<String> NO_VALUE = Set.of("undefined", "null", "NULL", "NaN", "nan", "None", "nil", "<nil>",
      "(null)", "[object Object]");

  /** A JavaScript object converted to text, or a template placeholder that was not filled. */
  private static final Pattern NOT_A_TEXT = Pattern
      .compile("\\[object \\w{1,64}]|[$#]\\{[^{}\\p{C}]{0,64}}|\\{\\{[^{}\\p{C}]{0,64}}}");

  /** The first characters of such texts; texts that start otherwise need not be matched against the pattern. */
  private static final String FIRST = "[$#{";

  private PlaceholderValues() {}

  /**
   * What is wrong with the text and what to do, as a predicate to follow the field's name; null if nothing is wrong.
   */
  public static @Nullable String find(String text) {
    return NO_VALUE.contains(text) || isNotAText(text)
        ? "is \"" + text + "\", which the calling program wrote where a value was missing; look for an unset variable"
        : null;
  }

  private static boolean isNotAText(String text) {
    return !text.isEmpty() && FIRST.indexOf(text.charAt(0)) >= 0 && NOT_A_TEXT.matcher(text).matches();
  }
}
