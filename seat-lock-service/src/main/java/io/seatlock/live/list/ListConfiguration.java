package io.seatlock.live.list;

import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ListConfiguration {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Bean
  ListLimits listLimits() {
    return new ListLimits(Runtime.getRuntime().maxMemory(), PATIENCE);
  }
}
