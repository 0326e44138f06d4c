package io.seatlock.security.token;

import java.util.Locale;
import java.util.Set;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Accepts access tokens and no other tokens of the same issuer. A token of type {@code at+jwt} (RFC 9068) is an access
 * token. Of the others, ID tokens are recognized by their claims, or by the claim {@code typ} that Keycloak writes.
 * Sender-constrained tokens (claim {@code cnf}) are refused, since the service does not check their proof.
 */
final class TokenType implements OAuth2TokenValidator<Jwt> {

  private static final Set<String> ID_TOKEN_CLAIMS = Set.of("nonce", "at_hash", "c_hash");

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
    return type == null ? ID_TOKEN_CLAIMS.stream().noneMatch(token::hasClaim) : type.equals("Bearer");
  }
}
