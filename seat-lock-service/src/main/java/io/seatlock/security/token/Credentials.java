package io.seatlock.security.token;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Reads the token or key of a call from its headers. At most one is accepted: with two, a proxy and the service could
 * take the call for different callers. None is accepted in the query, which is written to logs.
 */
final class Credentials implements AuthenticationConverter {

  private static final Pattern IN_QUERY = Pattern.compile("(?i)(^|&)(access_token|x-api-key|api_key|apikey)=");

  /** @throws OAuth2AuthenticationException if there is more than one, one is in the query, or a token is malformed */
  @Override
  public @Nullable Authentication convert(HttpServletRequest request) {
    List<String> keys = Collections.list(request.getHeaders(ApiKeys.HEADER));
    List<String> authorizations = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
    if (keys.size() + authorizations.size() > 1 || isInQuery(request.getQueryString())) {
      throw new OAuth2AuthenticationException(BearerTokenErrors.invalidRequest("more than one, or in the query"));
    }
    if (!keys.isEmpty()) {
      return new ApiKeys.ReceivedKey(keys.getFirst());
    }
    String token = authorizations.isEmpty() ? null : BearerToken.in(authorizations.getFirst());
    return token == null ? null : new BearerTokenAuthenticationToken(token);
  }

  private static boolean isInQuery(@Nullable String query) {
    return query != null && IN_QUERY.matcher(query).find();
  }
}
