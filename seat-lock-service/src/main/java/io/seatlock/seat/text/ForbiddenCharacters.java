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
 * Finds characters that make a text look like another one; ids must not contain them. Look-alike letters of two scripts
 * (Latin A, Cyrillic A) are allowed, because no rule can know which of them a venue means.
 */
public final class ForbiddenCharacters {

  /** Blank or without width, though Unicode counts them among letters, marks or symbols. */
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\x{34F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}"
      + "\\x{180B}-\\x{180F}\\x{2800}\\x{3164}\\x{FE00}-\\x{FE0F}\\x{FFA0}\\x{13441}\\x{13442}\\x{16FE4}\\x{1D159}"
      + "\\x{E0100}-\\x{E01EF}]");

  /** Without a letter below it, a mark joins whatever stands before the id. */
  private static final Pattern LONE_MARK = Pattern.compile("(?<![\\p{L}\\p{M}])\\p{M}");

  /** A mark drawn on itself, a dot above a letter that has or hides one, a mark that goes round the letter. */
  private static final Pattern HIDDEN_MARK = Pattern.compile("(\\p{M})\\1|(?<=[ij\u0131\u0237]\\p{M}{0,3})\u0307"
      + "|\\p{Me}");

  /** Parts of Korean syllables that make no whole one; alone they look like the letters U+3131 to U+3163. */
  private static final Pattern LONE_JAMO = Pattern.compile("[\u1100-\u11FF\uA960-\uA97F\uD7B0-\uD7FF]");

  /** Compatibility characters without another spelling: Thai and Lao AM, the letters of Korean keyboards. */
  private static final Pattern NEEDED = Pattern.compile("[\u0E33\u0EB3\u3131-\u3163]");

  private ForbiddenCharacters() {}

  /**
   * @param text in its normal form
   * @return the first flaw as advice, without the field's name; null if there is none
   */
  public static @Nullable String find(String text) {
    String spaces = spaces(text);
    return spaces != null || NormalForm.isAscii(text) ? spaces : ofOtherScripts(text);
  }

  private static @Nullable String spaces(String text) {
    if (isSpace(text.codePointAt(0)) || isSpace(text.codePointBefore(text.length()))) {
      return "begins or ends with a space; remove it";
    }
    return text.contains("  ") ? "has several spaces in a row; write one" : null;
  }

  private static @Nullable String ofOtherScripts(String text) {
    return Stream.of(
        first(text, codePoint -> isSpace(codePoint) && codePoint != ' ', "the space %s; write an ordinary one, U+0020"),
        first(text, INVISIBLE, "the invisible character %s; remove it"),
        first(text, codePoint -> codePoint == 0xFFFD, "%s, which stands for text in a wrong encoding; send UTF-8"),
        first(text, ForbiddenCharacters::isCompatibility,
            "the compatibility character %s; write the ordinary letters or digits"),
        first(text, LONE_MARK, "the combining mark %s without a letter before it; write it behind its letter"),
        first(Normalizer.normalize(text, Normalizer.Form.NFD), HIDDEN_MARK,
            "the combining mark %s where it can't be seen or goes round a letter; remove it"),
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

  /** Named by its number, since it may be invisible or look like another one. */
  private static String advice(int codePoint, String advice) {
    return "has " + advice.formatted(String.format(Locale.ROOT, "U+%04X", codePoint));
  }

  private static boolean isSpace(int codePoint) {
    return Character.isSpaceChar(codePoint) || Character.isWhitespace(codePoint);
  }

  private static boolean isCompatibility(int codePoint) {
    String character = Character.toString(codePoint);
    return !NEEDED.matcher(character).matches() && !Normalizer.isNormalized(character, Normalizer.Form.NFKC);
  }

  private static IntPredicate isOfOtherDigits(String text) {
    int first = text.codePoints().filter(Character::isDigit).findFirst().orElse('0');
    return codePoint -> Character.isDigit(codePoint) && zero(codePoint) != zero(first);
  }

  private static int zero(int digit) {
    return digit - Character.digit(digit, 10);
  }
}
