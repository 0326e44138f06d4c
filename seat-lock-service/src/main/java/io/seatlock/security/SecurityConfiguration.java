package io.seatlock.security;

import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The part of security that every mode has: the check of the settings at start, and the mode in health. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  private static final String WARNING = "seat-lock.security.mode is trusted-network: everybody who can reach "
      + "this service may free and sell every seat.";

  /** Runs before any other bean exists, so that an unsafe start opens no port and no connection. */
  @Bean
  static BeanFactoryPostProcessor startGuard(Environment environment) {
    return _ -> {
      try {
        if (SecurityMode.checked(environment) == SecurityMode.TRUSTED_NETWORK) {
          LoggerFactory.getLogger(SecurityMode.class).warn(WARNING);
        }
      } catch (BindException wrong) {
        LoggerFactory.getLogger(SecurityMode.class).debug("The settings can't be read, which stops the start", wrong);
      }
    };
  }

  @Bean
  SecurityMode securityMode(Environment environment) {
    return SecurityMode.of(environment);
  }

  @Bean
  HealthIndicator securityHealthIndicator(SecurityMode mode) {
    Health.Builder health = Health.up().withDetail("mode", mode.text());
    Health shown = mode == SecurityMode.TRUSTED_NETWORK
        ? health.withDetail("warning", WARNING).build()
        : health.build();
    return () -> shown;
  }
}
