package io.seatlock.security.token;

/**
 * Which headers pass: the rules of Spring Security's {@code StrictHttpFirewall}, code points that are assigned and no
 * controls. There they are regular expressions over each header whenever it is read, also over a token of a thousand
 * characters.
 */
final class HeaderCharacters {

  private HeaderCharacters() {}

  static boolean areAllowedInName(String name) {
    return name.codePoints().allMatch(HeaderCharacters::isAllowed);
  }

  static boolean areAllowedInValue(String value) {
    return value.codePoints().allMatch(codePoint -> codePoint == '\t' || isAllowed(codePoint));
  }

  private static boolean isAllowed(int codePoint) {
    return (codePoint >= ' ' && codePoint <= '~')
        || (Character.isDefined(codePoint) && !Character.isISOControl(codePoint));
  }
}
