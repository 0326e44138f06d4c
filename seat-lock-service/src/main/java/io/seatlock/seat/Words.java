package io.seatlock.seat;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The allow-list for everything that a caller may name. Ids become parts of Redis keys, hash fields
 * and Kafka keys, where {@code _ : { }} separate the parts: two seats must never share a name.
 */
final class Words {

  private static final int MAX_ID = 64;

  private static final int MAX_TEXT = 128;

  private static final Pattern ID = Pattern.compile("[\\p{L}\\p{Nd}\\-.~]+(?: [\\p{L}\\p{Nd}\\-.~]+)*");

  private Words() {}

  /** A part of a seat's name: 1-64 Unicode letters, digits, {@code - . ~} and single inner spaces. */
  static String id(String field, @Nullable String value) {
    String id = present(field, value);
    if (length(id) > MAX_ID || !ID.matcher(id).matches()) {
      throw new InvalidRequest(field, "must be 1 to 64 letters, digits, '-', '.', '~' or single inner spaces");
    }
    return id;
  }

  /** Free text of a caller (user, proof, request id): 1-128 printable characters, not only spaces. */
  static String text(String field, @Nullable String value) {
    String text = present(field, value);
    if (text.isBlank() || length(text) > MAX_TEXT || !text.codePoints().allMatch(Words::isPrintable)) {
      throw new InvalidRequest(field, "must be 1 to 128 printable characters");
    }
    return text;
  }

  static @Nullable String optionalText(String field, @Nullable String value) {
    return value == null ? null : text(field, value);
  }

  private static String present(String field, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      throw new InvalidRequest(field, "is missing or empty");
    }
    return value;
  }

  private static int length(String value) {
    return value.codePointCount(0, value.length());
  }

  /** Lone surrogates are refused with the rest: encoded as UTF-8 they would all become '?'. */
  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE,
          Character.UNASSIGNED, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
        false;
      default -> true;
    };
  }
}
