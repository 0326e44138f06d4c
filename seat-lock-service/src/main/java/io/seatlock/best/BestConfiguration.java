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
  OrphanGuard orphanGuard(@Qualifier("seats") Seats seats, Plans plans) {
    return new OrphanGuard(seats, plans, System::nanoTime);
  }

  @Bean
  BestLocks bestLocks(@Qualifier("seats") Seats seats, Plans plans) {
    return new BestLocks(seats, plans);
  }
}
