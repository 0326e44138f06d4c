package io.seatlock.security.token;

/**
 * Decides which characters are allowed in headers, by the rules of Spring Security's {@code StrictHttpFirewall}:
 * assigned code points other than control characters. Spring applies a regular expression each time a header is read,
 * even to a token of a thousand characters; this is faster.
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
