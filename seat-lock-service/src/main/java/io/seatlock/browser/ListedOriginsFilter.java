package io.seatlock.browser;

import io.seatlock.security.token.ApiKeys;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/**
 * Adds CORS headers to the answers to pages of listed origins. All other requests pass without them: {@link
 * OriginFilter} has refused changes by foreign pages already. Spring's filter alone would also refuse the service's own
 * page behind a proxy that ends TLS, because it compares the scheme, too.
 */
final class ListedOriginsFilter extends CorsFilter {

  private static final Duration PREFLIGHT_MAX_AGE = Duration.ofHours(1);

  private final AllowedOrigins origins;

  ListedOriginsFilter(List<String> origins) {
    super(configuration(origins));
    this.origins = new AllowedOrigins(origins);
  }

  /** Tokens travel in a header, so no cookies are allowed. */
  private static CorsConfigurationSource configuration(List<String> origins) {
    CorsConfiguration cors = new CorsConfiguration();
    cors.setAllowedOrigins(origins);
    cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
    cors.setAllowedHeaders(List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.AUTHORIZATION, HttpHeaders.IF_NONE_MATCH,
        ApiKeys.HEADER, "Last-Event-ID"));
    cors.setExposedHeaders(List.of(HttpHeaders.RETRY_AFTER, HttpHeaders.ETAG, HttpHeaders.WWW_AUTHENTICATE,
        "X-Seat-Seq", "X-Seat-Plan"));
    cors.setMaxAge(PREFLIGHT_MAX_AGE);
    return _ -> cors;
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    if (origin != null && origins.isListed(origin)) {
      super.doFilterInternal(request, response, chain);
    } else {
      chain.doFilter(request, response);
    }
  }
}
