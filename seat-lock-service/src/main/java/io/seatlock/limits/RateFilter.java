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
 * Limits the rate of calls of each caller. Runs after authentication, so that nobody can use up another caller's limit,
 * and before authorization, so that refused calls count too.
 */
final class RateFilter extends OncePerRequestFilter implements CallerFilter {

  private final boolean enabled;

  private final ClientAddresses addresses;

  private final Rates subjectRates;

  private final Rates addressRates;

  private final RateRefusal refusal;

  private final Predicate<HttpServletRequest> isFree;

  /** @param isFree matches the calls that are not counted, whoever makes them */
  RateFilter(RateSettings settings, ClientAddresses addresses, RateRefusal refusal,
      Predicate<HttpServletRequest> isFree) {
    this.isFree = isFree;
    this.enabled = settings.enabled();
    this.addresses = addresses;
    this.refusal = refusal;
    subjectRates = new Rates(settings.perSubject(), Duration.ofSeconds(1));
    addressRates = new Rates(settings.perAddress(), Duration.ofSeconds(1));
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !enabled;
  }

  /**
   * Calls of programs that act for many users are not counted: their rate is that of all their users together. Neither
   * are health probes: a refused probe would take the instance out of service. Nor are the files of the page: they are
   * cheap, there are many of them, and without one of them the page does not work.
   */
  private boolean isCounted(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    return (caller == null || !caller.actsForOthers()) && !isFree.test(request);
  }

  private Duration take(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    // A user and a program may have the same name, so the role is part of the key.
    return caller == null
        ? addressRates.take(addresses.of(request))
        : subjectRates.take(caller.role() + " " + caller.subject());
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
