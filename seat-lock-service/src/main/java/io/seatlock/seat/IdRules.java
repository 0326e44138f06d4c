package io.seatlock.seat;

import io.seatlock.seat.text.ForbiddenCharacters;
import io.seatlock.seat.text.NormalForm;
import io.seatlock.seat.text.PlaceholderValues;
import org.jspecify.annotations.Nullable;

/**
 * Validation rules for all ids and texts of a request. Accepted texts are stored and published in their {@link
 * NormalForm}, so that two texts which look the same are never two seats or two users. Ids become parts of Redis keys,
 * hash fields and Kafka keys, where {@code _ : { }} separate the parts; so the parts of a seat's name must not contain
 * them.
 */
public final class IdRules {

  /** The limits are in Unicode code points of the normal form. */
  private static final int MAX_ID = 64;

  private static final int MAX_TEXT = 128;

  private IdRules() {}

  /** A part of a seat's name: 1-64 Unicode letters with their marks, digits, {@code - . ~} and single inner spaces. */
  public static String id(String field, @Nullable String value) {
    String id = normal(field, value);
    if (length(id) > MAX_ID || !isId(id)) {
      throw new InvalidRequest(field, "must be 1 to 64 letters, digits, '-', '.', '~' or single inner spaces");
    }
    return id;
  }

  /**
   * Whether the text is words separated by single spaces. A word has letters with their combining marks, digits,
   * {@code - . ~}.
   */
  private static boolean isId(String text) {
    boolean inWord = false;
    boolean onLetter = false;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int codePoint = text.codePointAt(i);
      if (codePoint == ' ' ? !inWord : !isIdCharacter(codePoint, onLetter)) {
        return false;
      }
      inWord = codePoint != ' ';
      onLetter = Character.isLetter(codePoint) || (onLetter && isMark(codePoint));
    }
    return inWord;
  }

  private static boolean isIdCharacter(int codePoint, boolean onLetter) {
    return Character.isLetterOrDigit(codePoint) || codePoint == '-' || codePoint == '.' || codePoint == '~'
        || (onLetter && isMark(codePoint));
  }

  private static boolean isMark(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
      default -> false;
    };
  }

  /** Free text of a caller (user, proof, request id): 1-128 printable characters. */
  public static String text(String field, @Nullable String value) {
    String text = normal(field, value);
    if (length(text) > MAX_TEXT || !isPrintable(text)) {
      throw new InvalidRequest(field, "must be 1 to 128 printable characters");
    }
    return text;
  }

  /** As {@link #text}, for an optional field. */
  public static @Nullable String optionalText(String field, @Nullable String value) {
    return value == null ? null : text(field, value);
  }

  /**
   * Why no request can match a stored user id, as a predicate such as {@code is not in its normal form (NFC)}; null if
   * a request can match it.
   */
  public static @Nullable String whyUnreachable(String storedUserId) {
    try {
      String accepted = text("userId", storedUserId);
      return accepted.equals(storedUserId) ? null : "is not in its normal form (NFC)";
    } catch (InvalidRequest refused) {
      return refused.advice();
    }
  }

  private static String normal(String field, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      throw new InvalidRequest(field, "is missing or empty");
    }
    String normal = NormalForm.ofText(value);
    refuse(field, PlaceholderValues.find(normal));
    refuse(field, value.length() > NormalForm.LONGEST_INPUT ? null : ForbiddenCharacters.find(normal));
    return normal;
  }

  private static void refuse(String field, @Nullable String flaw) {
    if (flaw != null) {
      throw new InvalidRequest(field, flaw);
    }
  }

  private static int length(String value) {
    return value.codePointCount(0, value.length());
  }

  private static boolean isPrintable(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (!isPrintable(text.codePointAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Unpaired surrogates are refused too: encoded as UTF-8 they would all become '?'. */
  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE,
          Character.UNASSIGNED, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
        false;
      default -> true;
    };
  }
}
