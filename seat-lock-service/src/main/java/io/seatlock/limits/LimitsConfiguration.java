package io.seatlock.limits;

import io.micrometer.core.instrument.MeterRegistry;
import io.seatlock.rest.problem.ProblemWriter;
import io.seatlock.security.HealthCalls;
import io.seatlock.security.PublicFiles;
import jakarta.servlet.Filter;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers the rate limits before and after the filters of Spring Security, whose order is -100. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class LimitsConfiguration {

  private static final int BEFORE_AUTHENTICATION = -110;

  private static final int AFTER_AUTHENTICATION = -90;

  @Bean
  RateRefusal rateRefusal(ProblemWriter problems, MeterRegistry meters) {
    return new RateRefusal(problems, meters);
  }

  @Bean
  ClientAddresses clientAddresses(RateSettings settings) {
    return new ClientAddresses(settings.proxies());
  }

  @Bean
  FilterRegistrationBean<FailedLoginFilter> failedLoginFilter(RateSettings settings, ClientAddresses addresses,
      RateRefusal refusal) {
    return registered(new FailedLoginFilter(settings, addresses, refusal), settings, BEFORE_AUTHENTICATION);
  }

  /** In token mode Spring Security also runs this filter in its own chain; each call is still filtered only once. */
  @Bean
  RateFilter rateFilter(RateSettings settings, ClientAddresses addresses, RateRefusal refusal) {
    return new RateFilter(settings, addresses, refusal,
        call -> HealthCalls.include(call) || PublicFiles.include(call));
  }

  @Bean
  FilterRegistrationBean<RateFilter> rateFilterRegistration(RateFilter rates, RateSettings settings) {
    return registered(rates, settings, AFTER_AUTHENTICATION);
  }

  private static <T extends Filter> FilterRegistrationBean<T> registered(T filter, RateSettings settings, int order) {
    FilterRegistrationBean<T> bean = new FilterRegistrationBean<>(filter);
    bean.setEnabled(settings.enabled());
    bean.setOrder(order);
    return bean;
  }
}
