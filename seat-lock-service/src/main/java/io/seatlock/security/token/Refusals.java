package io.seatlock.security.token;

import io.seatlock.security.CallRefused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Answers the calls that Spring Security refuses with a problem in the same format as all others. The texts are fixed,
 * so that no part of a token, key or request is repeated to the caller.
 */
final class Refusals
    implements
      AuthenticationEntryPoint,
      AuthenticationFailureHandler,
      AccessDeniedHandler,
      RequestRejectedHandler {

  private static final String BEARER = "Bearer realm=\"seat-lock\"";

  private final HandlerExceptionResolver problems;

  /** @param problems writes a {@link CallRefused} as a problem */
  Refusals(HandlerExceptionResolver problems) {
    this.problems = problems;
  }

  /** The call has no credentials, or malformed ones, or more than one. */
  @Override
  public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason) {
    if (reason instanceof OAuth2AuthenticationException) {
      onAuthenticationFailure(request, response, reason);
    } else {
      write(request, response, new CallRefused(401, "UNAUTHORIZED",
          "Say who you are: send Authorization: Bearer with an access token, or X-API-Key with a key.",
          Map.of(HttpHeaders.WWW_AUTHENTICATE, BEARER)));
    }
  }

  /** The credentials are not accepted, or can't be verified at present. */
  @Override
  public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
      AuthenticationException reason) {
    request.setAttribute(CallRefused.REASON, reason(reason));
    write(request, response, switch (reason) {
      case AuthenticationServiceException _ -> new CallRefused(503, "UNAVAILABLE",
          "The keys of the token's issuer can't be reached, so the token can't be checked. Nothing was changed; send "
              + "the same request again.",
          Map.of(HttpHeaders.RETRY_AFTER, "5"));
      case UnusableSubject _ -> forbidden("The user in the token can't be a userId here: it must be 1 to 128 printable "
          + "characters in their normal form (NFC). The issuer has to name the user by another claim.");
      default -> request.getAttribute(CallRefused.RETRY_AFTER) instanceof String seconds
          ? tooMany(seconds)
          : notAccepted();
    });
  }

  private static CallRefused notAccepted() {
    return new CallRefused(401, "UNAUTHORIZED",
        "The token or key is not accepted: it is expired, broken or unknown, was not issued for this service, or "
            + "there is more than one. Send exactly one, in a header.",
        Map.of(HttpHeaders.WWW_AUTHENTICATE, BEARER + ", error=\"invalid_token\""));
  }

  private static CallRefused tooMany(String seconds) {
    return new CallRefused(429, "RATE_LIMITED",
        "The token or key is not accepted, and too many from your address were refused before. Nothing was "
            + "changed; send a valid one, or wait for the seconds in Retry-After.",
        Map.of(HttpHeaders.RETRY_AFTER, seconds));
  }

  /** The caller is authenticated but lacks the scope. */
  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason) {
    write(request, response, forbidden("Your token or key does not allow this call; see its scopes at /v3/api-docs."));
  }

  /** The firewall rejected the path, the method or a header. */
  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException reason) {
    write(request, response, new CallRefused(400, "BAD_REQUEST",
        "The path, the method or a header has characters that are not accepted; send the path as it is documented.",
        Map.of()));
  }

  /** The reason for the audit log. Only fixed texts, since a parser's message may repeat what it read. */
  private static String reason(AuthenticationException refused) {
    return switch (refused) {
      case AuthenticationServiceException _ -> "the keys of the issuer can't be reached";
      case UnusableSubject subject -> "the user of the token " + subject.getMessage();
      case BadCredentialsException _ -> "the API key is not known";
      case InvalidBearerTokenException token when token.getCause() instanceof JwtValidationException invalid ->
        invalid.getErrors().stream().map(OAuth2Error::getDescription).collect(Collectors.joining("; "));
      case InvalidBearerTokenException _ -> "the token is broken, or not signed by a key of the issuer";
      default -> "more than one token or key, or one in the query";
    };
  }

  private static CallRefused forbidden(String detail) {
    return new CallRefused(403, "FORBIDDEN", detail,
        Map.of(HttpHeaders.WWW_AUTHENTICATE, BEARER + ", error=\"insufficient_scope\""));
  }

  private void write(HttpServletRequest request, HttpServletResponse response, CallRefused refused) {
    if (problems.resolveException(request, response, null, refused) == null) {
      // No handler wrote the problem; the answer must not look like a success.
      response.setStatus(refused.status());
    }
  }
}
