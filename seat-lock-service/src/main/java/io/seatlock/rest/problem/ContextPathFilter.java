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
 * Refuses a request whose path has additional slashes before the context path, or whose {@code X-Forwarded-Prefix} is
 * not a path. Tomcat and Spring accept both, and would fail later with a stack trace for each such request. Runs after
 * the filter that checks {@code Host}, and before all filters that use the path.
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
          "The header X-Forwarded-Prefix must be a path such as /tickets, or be left out.", false);
    } else if (request.getRequestURI().startsWith(path) && !request.getRequestURI().startsWith("//")) {
      chain.doFilter(request, response);
    } else {
      problems.write(request, response, HttpStatus.BAD_REQUEST, "BAD_REQUEST",
          "The path begins with too many slashes; send it as it is documented at /v3/api-docs.", false);
    }
  }
}
