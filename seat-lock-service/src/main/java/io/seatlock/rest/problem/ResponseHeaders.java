package io.seatlock.rest.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sets the headers of all answers. Answers must not be cached, since a cached one could show a sold seat as free;
 * static pages replace this header by their own. The other headers let a browser load only the service's own files,
 * forbid frames and forbid guessing of content types.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ResponseHeaders extends OncePerRequestFilter {

  static final Map<String, String> ALL = Map.of(HttpHeaders.CACHE_CONTROL, "no-store", //
      "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
          + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      "X-Content-Type-Options", "nosniff", //
      "Referrer-Policy", "no-referrer");

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    ALL.forEach(response::setHeader);
    chain.doFilter(request, response);
  }

  /** Error responses get the headers, too. */
  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }
}
