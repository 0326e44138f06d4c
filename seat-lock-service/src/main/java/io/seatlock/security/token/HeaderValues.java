package io.seatlock.security.token;

/**
 * Which values of headers pass: the rule of Spring Security's {@code StrictHttpFirewall}, code points that are assigned
 * and no controls. There it is a regular expression over each header that is read, also over a token of a thousand
 * characters.
 */
final class HeaderValues {

  private HeaderValues() {}

  static boolean areAllowed(String value) {
    return value.codePoints().allMatch(HeaderValues::isAllowed);
  }

  private static boolean isAllowed(int codePoint) {
    return (codePoint >= ' ' && codePoint <= '~')
        || codePoint == '\t' || (Character.isDefined(codePoint) && !Character.isISOControl(codePoint));
  }
}
