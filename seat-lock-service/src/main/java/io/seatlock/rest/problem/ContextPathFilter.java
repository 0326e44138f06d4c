package io.seatlock.rest.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Refuses a path with more slashes before the context path, and an {@code X-Forwarded-Prefix} that is no path. Tomcat and
 * Spring let both pass, and would fail later with a stack trace for each such request. Comes behind the filter that compares
 * {@code Host}, and before all that look at paths.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class ContextPathFilter extends HttpFilter {

  private static final Pattern PATH = Pattern.compile("(/([A-Za-z0-9._~-]|%[0-9A-Fa-f]{2})+)*+");

  private final ProblemWriter problems;

  ContextPathFilter(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String path = request.getContextPath();
    if (!PATH.matcher(path).matches()) {
      problems.write(request, response, HttpStatus.BAD_REQUEST, "BAD_REQUEST",
          "The header X-Forwarded-Prefix must be a path; leave it out.", false);
    } else if (request.getRequestURI().startsWith(path)) {
      chain.doFilter(request, response);
    } else {
      problems.write(request, response, HttpStatus.BAD_REQUEST, "BAD_REQUEST",
          "The path has more slashes than it should; send it as it is documented.", false);
    }
  }
}
