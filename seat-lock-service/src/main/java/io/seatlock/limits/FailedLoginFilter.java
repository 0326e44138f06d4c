package io.seatlock.limits;

import io.seatlock.security.CallRefused;
import io.seatlock.security.token.ApiKeys;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Limits how often tokens or keys from one address may be refused. Above the limit, further invalid credentials are
 * answered with 429 instead of 401. Valid ones are still accepted, since many callers may share the address of a proxy,
 * and one of them must not lock out the others. Ignores calls without credentials.
 */
final class FailedLoginFilter extends HttpFilter {

  private final ClientAddresses addresses;

  private final Rates failures;

  private final RateRefusal refusal;

  FailedLoginFilter(RateSettings settings, ClientAddresses addresses, RateRefusal refusal) {
    this.addresses = addresses;
    this.refusal = refusal;
    failures = new Rates(settings.failedLogins(), Duration.ofMinutes(1));
  }

  @Override
  protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (hasCredentials(request)) {
      countFailures(request, response, chain);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean hasCredentials(HttpServletRequest request) {
    return request.getHeader(HttpHeaders.AUTHORIZATION) != null || request.getHeader(ApiKeys.HEADER) != null;
  }

  private void countFailures(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String address = addresses.of(request);
    Duration wait = failures.peek(address);
    if (!wait.isZero()) {
      request.setAttribute(CallRefused.RETRY_AFTER, RateRefusal.retryAfter(wait));
    }
    chain.doFilter(request, response);
    if (response.getStatus() == HttpStatus.UNAUTHORIZED.value()) {
      var _ = failures.take(address);
    } else if (!wait.isZero() && isRefused(request, response)) {
      refusal.count();
    }
  }

  /** Whether the credentials were refused. A call with valid credentials may get a 429 too, from another limit. */
  private static boolean isRefused(HttpServletRequest request, HttpServletResponse response) {
    return response.getStatus() == HttpStatus.TOO_MANY_REQUESTS.value()
        && request.getAttribute(CallRefused.REASON) != null;
  }
}
