package io.seatlock.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Matches calls of the health endpoint, at any path that the settings of the management endpoints give it. */
public final class HealthCalls {

  private static final RequestMatcher MATCHER = new OrRequestMatcher(EndpointRequest.to("health"),
      EndpointRequest.toAdditionalPaths(WebServerNamespace.SERVER, "health"));

  private HealthCalls() {}

  public static boolean include(HttpServletRequest request) {
    return MATCHER.matches(request);
  }
}
