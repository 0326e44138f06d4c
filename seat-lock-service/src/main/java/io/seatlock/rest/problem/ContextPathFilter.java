package io.seatlock.rest.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a path with more slashes before the context path. Tomcat lets it pass, and Spring would fail with a stack trace
 * for each such request. Comes behind the filter that compares {@code Host}, and before all that look at paths.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class ContextPathFilter extends OncePerRequestFilter {

  private final ProblemWriter problems;

  ContextPathFilter(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getRequestURI().startsWith(request.getContextPath())) {
      chain.doFilter(request, response);
    } else {
      problems.write(request, response, HttpStatus.BAD_REQUEST, "BAD_REQUEST",
          "The path has more slashes than it should; send it as it is documented.", false);
    }
  }
}
