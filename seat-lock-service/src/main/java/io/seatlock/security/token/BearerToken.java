package io.seatlock.security.token;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.util.StringUtils;

/**
 * Reads the token from an {@code Authorization} header (RFC 6750, section 2.1). Replaces Spring's resolver, whose
 * regular expression took 15 of the 178 µs of a lock request.
 */
final class BearerToken {

  private static final String SCHEME = "Bearer";

  private static final String PUNCTUATION = "-._~+/";

  private BearerToken() {}

  /**
   * @return the token; null if the header has another scheme
   * @throws InvalidBearerTokenException if the value after the scheme is not a token
   */
  static @Nullable String in(String authorization) {
    if (!StringUtils.startsWithIgnoreCase(authorization, SCHEME)) {
      return null;
    }
    int start = SCHEME.length() + 1;
    if (authorization.length() <= start || authorization.charAt(start - 1) != ' ' || !isToken(authorization, start)) {
      throw new InvalidBearerTokenException("not a token");
    }
    return authorization.substring(start);
  }

  /**
   * Whether the rest is a {@code b64token}: one or more ASCII letters, digits or {@code - . _ ~ + /}, then any number
   * of {@code =}.
   */
  private static boolean isToken(String text, int start) {
    int end = start;
    while (end < text.length() && isTokenCharacter(text.charAt(end))) {
      end++;
    }
    int padding = end;
    while (padding < text.length() && text.charAt(padding) == '=') {
      padding++;
    }
    return end > start && padding == text.length();
  }

  private static boolean isTokenCharacter(char character) {
    return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z')
        || (character >= '0' && character <= '9')
        || PUNCTUATION.indexOf(character) >= 0;
  }
}
