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
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.cors.CorsUtils;

/** Refuses changes that a page of another origin requests, and the preflight requests for them. */
final class OriginFilter extends HttpFilter {

  private static final Set<String> READ_ONLY = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  private final AllowedOrigins origins;

  private final FilterRefusal refusal;

  OriginFilter(AllowedOrigins origins, ProblemWriter problems, MeterRegistry meters) {
    this.origins = origins;
    this.refusal = new FilterRefusal(problems, meters, HttpStatus.FORBIDDEN, "FOREIGN_ORIGIN");
  }

  @Override
  protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isReadOnly(request) || isAllowed(request, request.getHeader(HttpHeaders.ORIGIN))) {
      chain.doFilter(request, response);
    } else {
      refusal.write(request, response,
          "A page of another origin may not call the service. An operator lists trusted origins in "
              + "seat-lock.web.origins.",
          false);
    }
  }

  private static boolean isReadOnly(HttpServletRequest request) {
    return READ_ONLY.contains(request.getMethod()) && !CorsUtils.isPreFlightRequest(request);
  }

  /** For a preflight only the origin decides, since its Sec-Fetch-Site says nothing beyond the page's origin. */
  private boolean isAllowed(HttpServletRequest request, @Nullable String origin) {
    String site = CorsUtils.isPreFlightRequest(request) ? null : request.getHeader("Sec-Fetch-Site");
    return origins.allow(origin, site, request.getHeader(HttpHeaders.HOST));
  }
}
