package io.seatlock.benchmark.contender;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Grants everything and stores nothing. So it measures the HTTP server alone. */
@Configuration(proxyBeanMethods = false)
class NoStore {

  @Bean
  Locks locks() {
    return new Locks() {

      @Override
      public boolean lock(Claim claim) {
        return true;
      }

      @Override
      public Holder holder(String venue, Seat seat) {
        return new Holder("u123", "0123456789abcdef0123456789abcdef", "2026-11-22T12:00:00.000Z");
      }
    };
  }
}
