package io.seatlock.browser;

import io.micrometer.core.instrument.MeterRegistry;
import io.seatlock.rest.problem.ProblemWriter;
import io.seatlock.security.token.ApiKeys;
import jakarta.servlet.Filter;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/**
 * Registers the first filters, in this order. Only the filters for response headers, for request metrics and, in token
 * mode, for the audit log run earlier; the check of paths runs between the host filter and the origin filter.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class BrowserConfiguration {

  private static final int FIRST = Ordered.HIGHEST_PRECEDENCE;

  private static final Duration PREFLIGHT_MAX_AGE = Duration.ofHours(1);

  @Bean
  FilterRegistrationBean<HostFilter> hostFilter(WebSettings settings, ProblemWriter problems, MeterRegistry meters) {
    return registered(new HostFilter(new AllowedHosts(settings.hosts()), problems, meters), FIRST + 2);
  }

  @Bean
  FilterRegistrationBean<OriginFilter> originFilter(WebSettings settings, ProblemWriter problems,
      MeterRegistry meters) {
    return registered(new OriginFilter(new AllowedOrigins(settings.origins()), problems, meters), FIRST + 4);
  }

  /** Without listed origins no answer has a CORS header. Tokens travel in a header, so no cookies are allowed. */
  @Bean
  FilterRegistrationBean<CorsFilter> corsFilter(WebSettings settings) {
    CorsConfiguration cors = new CorsConfiguration();
    cors.setAllowedOrigins(settings.origins());
    cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
    cors.setAllowedHeaders(List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.AUTHORIZATION, HttpHeaders.IF_NONE_MATCH,
        ApiKeys.HEADER, "Last-Event-ID"));
    cors.setExposedHeaders(List.of(HttpHeaders.RETRY_AFTER, HttpHeaders.ETAG, HttpHeaders.WWW_AUTHENTICATE,
        "X-Seat-Seq"));
    cors.setMaxAge(PREFLIGHT_MAX_AGE);
    UrlBasedCorsConfigurationSource paths = new UrlBasedCorsConfigurationSource();
    paths.registerCorsConfiguration("/**", cors);
    FilterRegistrationBean<CorsFilter> registered = registered(new CorsFilter(paths), FIRST + 5);
    registered.setEnabled(!settings.origins().isEmpty());
    return registered;
  }

  private static <T extends Filter> FilterRegistrationBean<T> registered(T filter, int order) {
    FilterRegistrationBean<T> bean = new FilterRegistrationBean<>(filter);
    bean.setOrder(order);
    return bean;
  }
}
