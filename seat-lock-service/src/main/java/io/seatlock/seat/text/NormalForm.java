package io.seatlock.seat.text;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Normalizes each text before it is checked, compared, stored or published: to Unicode's NFC, and beyond that unifies a
 * few spellings that look the same in every font although NFC keeps them different. Upper and lower case stay
 * different.
 */
public final class NormalForm {

  /**
   * In chars. A longer text is not normalized: no rule accepts it, and normalizing takes quadratic time in the worst
   * case.
   */
  public static final int LONGEST_INPUT = 8 * 128;

  private static final int PERSIAN_ZERO = 0x6F0;

  private static final int ARABIC_ZERO = 0x660;

  /** Spellings that every font shows alike, and the one that is used. */
  private static final List<Spelling> SAME_LOOK = List.of(
      new Spelling("\u0E40\u0E40", "\u0E41"), // Thai SARA AE
      new Spelling("\u0EC0\u0EC0", "\u0EC1"), // Lao EI
      new Spelling("\u0E4D([\u0E48-\u0E4B]?)\u0E32", "$1\u0E33"), // Thai SARA AM, with a tone mark
      new Spelling("\u0ECD([\u0EC8-\u0ECB]?)\u0EB2", "$1\u0EB3"), // Lao AM, with a tone mark
      new Spelling("\u0EDC", "\u0EAB\u0E99"), // Lao HO NO
      new Spelling("\u0EDD", "\u0EAB\u0EA1")); // Lao HO MO

  private record Spelling(Pattern seen, String normal) {

    Spelling(String seen, String normal) {
      this(Pattern.compile(seen), normal);
    }
  }

  private NormalForm() {}

  /** @return the normal form; a text longer than {@link #LONGEST_INPUT} is returned unchanged */
  public static @Nullable String of(@Nullable String text) {
    return text == null ? null : ofText(text);
  }

  public static String ofText(String text) {
    if (text.length() > LONGEST_INPUT || isAscii(text)) {
      return text;
    }
    String normal = nfc(text);
    for (Spelling spelling : SAME_LOOK) {
      normal = spelling.seen().matcher(normal).replaceAll(spelling.normal());
    }
    return nfc(normal.codePoints().map(NormalForm::digit).mapToObj(Character::toString).collect(Collectors.joining()));
  }

  private static String nfc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /**
   * Persian and Urdu digits (U+06F0 to U+06F9) become the Arabic-Indic digits (U+0660 to U+0669), which are the same
   * digits with other code points.
   */
  private static int digit(int codePoint) {
    int value = codePoint - PERSIAN_ZERO;
    return value >= 0 && value <= 9 ? ARABIC_ZERO + value : codePoint;
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
