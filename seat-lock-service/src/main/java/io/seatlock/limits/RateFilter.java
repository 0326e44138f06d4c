package io.seatlock.limits;

import io.seatlock.security.Caller;
import io.seatlock.security.CallerFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits the calls of one caller. Comes after authentication, so that nobody spends another's calls, and before it is
 * decided what the caller may, so that refused calls count, too.
 */
final class RateFilter extends OncePerRequestFilter implements CallerFilter {

  private final boolean enabled;

  private final ClientAddresses addresses;

  private final Rates ofSubjects;

  private final Rates ofAddresses;

  private final RateRefusal refusal;

  private final Predicate<HttpServletRequest> isProbe;

  /** @param isProbe calls that are not counted */
  RateFilter(RateSettings settings, ClientAddresses addresses, RateRefusal refusal,
      Predicate<HttpServletRequest> isProbe) {
    this.isProbe = isProbe;
    this.enabled = settings.enabled();
    this.addresses = addresses;
    this.refusal = refusal;
    ofSubjects = new Rates(settings.perSubject(), Duration.ofSeconds(1));
    ofAddresses = new Rates(settings.perAddress(), Duration.ofSeconds(1));
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !enabled;
  }

  /**
   * A program that acts for many users is as fast as they are together. A probe that is refused would take the instance
   * out of service.
   */
  private boolean isCounted(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    return (caller == null || !caller.actsForOthers()) && !isProbe.test(request);
  }

  private Duration take(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    // A user may be called like a program, so the role counts, too.
    return caller == null
        ? ofAddresses.take(addresses.of(request))
        : ofSubjects.take(caller.role() + " " + caller.subject());
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Duration wait = isCounted(request) ? take(request) : Duration.ZERO;
    if (wait.isZero()) {
      chain.doFilter(request, response);
    } else {
      refusal.write(request, response, "You make too many calls.", wait);
    }
  }
}
