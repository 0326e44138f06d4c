package io.seatlock.browser;

import io.micrometer.core.instrument.MeterRegistry;
import io.seatlock.rest.problem.ProblemWriter;
import jakarta.servlet.Filter;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * Registers the first filters, in this order. Only the filters for response headers, for request metrics and, in token
 * mode, for the audit log run earlier; the check of paths runs between the host filter and the origin filter.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class BrowserConfiguration {

  private static final int FIRST = Ordered.HIGHEST_PRECEDENCE;

  @Bean
  FilterRegistrationBean<HostFilter> hostFilter(WebSettings settings, ProblemWriter problems, MeterRegistry meters) {
    return registered(new HostFilter(new AllowedHosts(settings.hosts()), problems, meters), FIRST + 2);
  }

  @Bean
  FilterRegistrationBean<OriginFilter> originFilter(WebSettings settings, ProblemWriter problems,
      MeterRegistry meters) {
    return registered(new OriginFilter(new AllowedOrigins(settings.origins()), problems, meters), FIRST + 4);
  }

  /** Without listed origins no answer has a CORS header. */
  @Bean
  FilterRegistrationBean<ListedOriginsFilter> listedOriginsFilter(WebSettings settings) {
    FilterRegistrationBean<ListedOriginsFilter> registered = registered(new ListedOriginsFilter(settings.origins()),
        FIRST + 5);
    registered.setEnabled(!settings.origins().isEmpty());
    return registered;
  }

  private static <T extends Filter> FilterRegistrationBean<T> registered(T filter, int order) {
    FilterRegistrationBean<T> bean = new FilterRegistrationBean<>(filter);
    bean.setOrder(order);
    return bean;
  }
}
