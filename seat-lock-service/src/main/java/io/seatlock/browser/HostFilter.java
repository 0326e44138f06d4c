package io.seatlock.browser;

import io.micrometer.core.instrument.MeterRegistry;
import io.seatlock.rest.problem.FilterRefusal;
import io.seatlock.rest.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Refuses requests whose {@code Host} header is not a name of the service, before the path or the caller is examined.
 */
final class HostFilter extends HttpFilter {

  private final AllowedHosts hosts;

  private final FilterRefusal refusal;

  HostFilter(AllowedHosts hosts, ProblemWriter problems, MeterRegistry meters) {
    this.hosts = hosts;
    this.refusal = new FilterRefusal(problems, meters, HttpStatus.MISDIRECTED_REQUEST, "WRONG_HOST");
  }

  /** Reads the header itself: {@code getServerName()} may come from X-Forwarded-Host, which anyone can send. */
  @Override
  protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (hosts.allow(request.getHeader(HttpHeaders.HOST))) {
      chain.doFilter(request, response);
    } else {
      refusal.write(request, response,
          "The service does not answer to the name in the Host header. Use its own name or address; an operator adds "
              + "further names to seat-lock.web.hosts.",
          false);
    }
  }
}
