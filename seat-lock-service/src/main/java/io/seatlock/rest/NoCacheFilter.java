package io.seatlock.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Adds {@code Cache-Control: no-store} to all responses: a cached response could show a sold seat as free. Static pages
 * replace the header by their own.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class NoCacheFilter extends OncePerRequestFilter {

  static final String VALUE = "no-store";

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader(HttpHeaders.CACHE_CONTROL, VALUE);
    chain.doFilter(request, response);
  }

  /** Error responses get the header, too. */
  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }
}
