package io.seatlock.seat.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds characters that make a text look like another text; ids must not contain them. Letters of different scripts
 * that look alike (Latin A, Cyrillic A) are allowed, because no rule can know which of them a venue means.
 */
public final class ForbiddenCharacters {

  /**
   * Format characters, and characters that are blank or have no width although Unicode classifies them as letters,
   * marks or symbols.
   */
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\x{34F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}"
      + "\\x{180B}-\\x{180F}\\x{2800}\\x{3164}\\x{FE00}-\\x{FE0F}\\x{FFA0}\\x{13441}\\x{13442}\\x{16FE4}\\x{1D159}"
      + "\\x{E0100}-\\x{E01EF}]");

  /** A combining mark without a letter before it would combine with whatever precedes the id. */
  private static final Pattern LONE_MARK = Pattern.compile("(?<![\\p{L}\\p{M}])\\p{M}");

  /**
   * A mark that is repeated, a dot above a letter that already shows a dot or has lost it (i, j and their dotless
   * forms), and a mark that encloses the letter.
   */
  private static final Pattern HIDDEN_MARK = Pattern.compile("(\\p{M})\\1|(?<=[ij\u0131\u0237]\\p{M}{0,3})\u0307"
      + "|\\p{Me}");

  /**
   * Parts of Korean syllables (jamo) that do not form a whole syllable. Alone they look like the letters U+3131 to
   * U+3163.
   */
  private static final Pattern LONE_JAMO = Pattern.compile("[\u1100-\u11FF\uA960-\uA97F\uD7B0-\uD7FF]");

  /**
   * Compatibility characters that are allowed because they have no other spelling: Thai and Lao AM, and the letters of
   * Korean keyboards.
   */
  private static final Pattern ALLOWED_COMPATIBILITY = Pattern.compile("[\u0E33\u0EB3\u3131-\u3163]");

  private ForbiddenCharacters() {}

  /**
   * @param text in its normal form
   * @return what is wrong first and what to do, as a predicate to follow the field's name; null if nothing is wrong
   */
  public static @Nullable String find(String text) {
    String spaces = spaces(text);
    return spaces != null || NormalForm.isAscii(text) ? spaces : flawBeyondAscii(text);
  }

  private static @Nullable String spaces(String text) {
    if (isSpace(text.codePointAt(0)) || isSpace(text.codePointBefore(text.length()))) {
      return "begins or ends with a space; remove it";
    }
    return text.contains("  ") ? "has several spaces in a row; write one" : null;
  }

  private static @Nullable String flawBeyondAscii(String text) {
    return Stream.of(
        first(text, codePoint -> isSpace(codePoint) && codePoint != ' ', "the space %s; write an ordinary one, U+0020"),
        first(text, INVISIBLE, "the invisible character %s; remove it"),
        first(text, codePoint -> codePoint == 0xFFFD, "%s, which stands for text in a wrong encoding; send UTF-8"),
        first(text, ForbiddenCharacters::isCompatibility,
            "the compatibility character %s; write the ordinary letters or digits"),
        first(text, LONE_MARK, "the combining mark %s without a letter before it; write it after its letter"),
        first(Normalizer.normalize(text, Normalizer.Form.NFD), HIDDEN_MARK,
            "the combining mark %s where it can't be seen or encloses a letter; remove it"),
        first(text, LONE_JAMO, "the jamo %s outside a syllable; write whole syllables"),
        first(text, isOfOtherDigits(text), "the digit %s beside digits of another script; write digits of one script"))
        .filter(Objects::nonNull).findFirst().orElse(null);
  }

  private static @Nullable String first(String text, Pattern flaw, String advice) {
    Matcher found = flaw.matcher(text);
    return found.find() ? advice(text.codePointAt(found.start()), advice) : null;
  }

  private static @Nullable String first(String text, IntPredicate flaw, String advice) {
    OptionalInt found = text.codePoints().filter(flaw).findFirst();
    return found.isPresent() ? advice(found.getAsInt(), advice) : null;
  }

  /** The character is named by its code point, since it may be invisible or look like another one. */
  private static String advice(int codePoint, String advice) {
    return "has " + advice.formatted(String.format(Locale.ROOT, "U+%04X", codePoint));
  }

  private static boolean isSpace(int codePoint) {
    return Character.isSpaceChar(codePoint) || Character.isWhitespace(codePoint);
  }

  private static boolean isCompatibility(int codePoint) {
    String character = Character.toString(codePoint);
    return !ALLOWED_COMPATIBILITY.matcher(character).matches()
        && !Normalizer.isNormalized(character, Normalizer.Form.NFKC);
  }

  private static IntPredicate isOfOtherDigits(String text) {
    int first = text.codePoints().filter(Character::isDigit).findFirst().orElse('0');
    return codePoint -> Character.isDigit(codePoint) && zero(codePoint) != zero(first);
  }

  private static int zero(int digit) {
    return digit - Character.digit(digit, 10);
  }
}
