package io.seatlock.limits;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps an address from trying tokens and keys. Comes before authentication, counts its refusals, and, once there are too
 * many, refuses further credentials unseen. Calls without credentials are not concerned.
 */
final class FailedLoginFilter extends OncePerRequestFilter {

  private final ClientAddresses addresses;

  private final Rates failures;

  private final RateRefusal refusal;

  FailedLoginFilter(RateSettings settings, ClientAddresses addresses, RateRefusal refusal) {
    this.addresses = addresses;
    this.refusal = refusal;
    failures = new Rates(settings.failedLogins(), Duration.ofMinutes(1));
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getHeader(HttpHeaders.AUTHORIZATION) == null && request.getHeader("X-API-Key") == null;
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String address = addresses.of(request);
    Duration wait = failures.look(address);
    if (!wait.isZero()) {
      refusal.write(request, response, "Too many tokens or keys from your address were refused.", wait);
      return;
    }
    chain.doFilter(request, response);
    if (response.getStatus() == HttpStatus.UNAUTHORIZED.value()) {
      var _ = failures.take(address);
    }
  }
}
