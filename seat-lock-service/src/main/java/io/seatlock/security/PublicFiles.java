package io.seatlock.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Stream;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Matches GET and HEAD of the files that everybody may read: the page, whose scripts send a token with each call, and
 * the descriptions of the API. They contain no data and need no call to Redis.
 */
public final class PublicFiles {

  private static final RequestMatcher MATCHER = new OrRequestMatcher(Stream
      .of("/", "/index.html", "/page/**", "/map/**", "/webjars/leaflet/**", "/v3/api-docs", "/v3/api-docs.yaml",
          "/asyncapi.yaml", "/swagger-ui.html", "/swagger-ui.js", "/webjars/swagger-ui/**", "/plans/*.json")
      .<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher).toList());

  private PublicFiles() {}

  public static boolean include(HttpServletRequest request) {
    return (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) && MATCHER.matches(request);
  }
}
