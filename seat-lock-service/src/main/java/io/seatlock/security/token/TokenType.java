package io.seatlock.security.token;

import java.util.Locale;
import java.util.Set;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Lets access tokens pass and nothing else that the same issuer signs. {@code at+jwt} (RFC 9068) says so itself; of the
 * others, ID tokens are known by their claims, or by the {@code typ} that Keycloak writes as a claim. Tokens that are
 * bound to a key of their sender are refused, since nobody here checks that proof.
 */
final class TokenType implements OAuth2TokenValidator<Jwt> {

  private static final Set<String> OF_ID_TOKENS = Set.of("nonce", "at_hash", "c_hash");

  private static final OAuth2TokenValidatorResult NO_ACCESS_TOKEN = OAuth2TokenValidatorResult
      .failure(new OAuth2Error("invalid_token", "The token is no access token", null));

  @Override
  public OAuth2TokenValidatorResult validate(Jwt token) {
    return isAccessToken(token) && !token.hasClaim("cnf") ? OAuth2TokenValidatorResult.success() : NO_ACCESS_TOKEN;
  }

  private static boolean isAccessToken(Jwt token) {
    if (String.valueOf(token.getHeaders().get("typ")).toLowerCase(Locale.ROOT).endsWith("at+jwt")) {
      return true;
    }
    Object type = token.getClaims().get("typ");
    return type == null ? OF_ID_TOKENS.stream().noneMatch(token::hasClaim) : type.equals("Bearer");
  }
}
