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
 * Answers tell what is so now: a cache that kept one would show a sold seat as free. The static pages replace the
 * header by their own.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class NoStore extends OncePerRequestFilter {

  static final String VALUE = "no-store";

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader(HttpHeaders.CACHE_CONTROL, VALUE);
    chain.doFilter(request, response);
  }

  /** Also a page that turned out to be none. */
  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }
}
