package io.seatlock.best;

import io.seatlock.plan.Plans;
import io.seatlock.seat.Seats;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Defines the beans of this package. */
@Configuration(proxyBeanMethods = false)
class BestConfiguration {

  @Bean
  BestLocks bestLocks(@Qualifier("seats") Seats seats, Plans plans) {
    return new BestLocks(seats, plans);
  }
}
