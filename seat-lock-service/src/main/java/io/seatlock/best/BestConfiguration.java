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

  /** What all callers use; requests for the best seats keep the rule by themselves. */
  @Bean
  @Primary
  OrphanGuard orphanGuard(@Qualifier("seats") Seats seats, Plans plans, Houses houses) {
    return new OrphanGuard(seats, plans, houses, System::nanoTime);
  }

  @Bean
  BestLocks bestLocks(@Qualifier("seats") Seats seats, Houses houses) {
    return new BestLocks(seats, houses);
  }

  @Bean
  Houses houses(Plans plans) {
    return new Houses(plans);
  }
}
