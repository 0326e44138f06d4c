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
 * Keeps an address from trying tokens and keys: once too many were refused, further bad ones are answered by 429. Good
 * ones are still accepted, since many callers share the address of a proxy, and one of them must not lock out the others.
 * Calls without credentials are not concerned.
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
      watch(request, response, chain);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean hasCredentials(HttpServletRequest request) {
    return request.getHeader(HttpHeaders.AUTHORIZATION) != null || request.getHeader(ApiKeys.HEADER) != null;
  }

  private void watch(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String address = addresses.of(request);
    Duration wait = failures.look(address);
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

  /** Another limit may have the same answer for a good one. */
  private static boolean isRefused(HttpServletRequest request, HttpServletResponse response) {
    return response.getStatus() == HttpStatus.TOO_MANY_REQUESTS.value()
        && request.getAttribute(CallRefused.REASON) != null;
  }
}
