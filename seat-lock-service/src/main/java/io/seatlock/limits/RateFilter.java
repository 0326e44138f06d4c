package io.seatlock.limits;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import org.springframework.web.filter.OncePerRequestFilter;

/** Limits the calls of one caller. Comes after authentication, so that nobody spends another's calls. */
final class RateFilter extends OncePerRequestFilter {

  private final ClientAddresses addresses;

  private final Rates ofSubjects;

  private final Rates ofAddresses;

  private final RateRefusal refusal;

  RateFilter(RateSettings settings, ClientAddresses addresses, RateRefusal refusal) {
    this.addresses = addresses;
    this.refusal = refusal;
    ofSubjects = new Rates(settings.perSubject(), Duration.ofSeconds(1));
    ofAddresses = new Rates(settings.perAddress(), Duration.ofSeconds(1));
  }

  /** A probe that is refused would take the instance out of service. */
  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getRequestURI().startsWith(request.getContextPath() + "/actuator/health");
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Principal caller = request.getUserPrincipal();
    Duration wait = caller == null ? ofAddresses.take(addresses.of(request)) : ofSubjects.take(caller.getName());
    if (wait.isZero()) {
      chain.doFilter(request, response);
    } else {
      refusal.write(request, response, "You make too many calls.", wait);
    }
  }
}
