package io.seatlock.best;

import io.seatlock.plan.Plans;
import io.seatlock.seat.Seats;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Defines the beans of this package. */
@Configuration(proxyBeanMethods = false)
class BestConfiguration {

  /**
   * The {@code Seats} that all other packages use. {@link BestLocks} bypasses it, since its choices respect the rule
   * themselves.
   */
  @Bean
  @Primary
  OrphanGuard orphanGuard(@Qualifier("seats") Seats seats, Plans plans, Houses houses) {
    return new OrphanGuard(seats, plans, houses, System::nanoTime);
  }

  @Bean
  BestLocks bestLocks(@Qualifier("seats") Seats seats, Houses houses) {
    return new BestLocks(seats, houses, System::nanoTime);
  }

  @Bean
  Houses houses(Plans plans) {
    return new Houses(plans);
  }
}
