package io.seatlock.store.plan;

import io.seatlock.plan.DamagedPlan;
import io.seatlock.plan.Plans;
import io.seatlock.plan.SeatingPlan;
import io.seatlock.plan.layout.LayoutReader;
import io.seatlock.plan.layout.PlanReading;
import io.seatlock.store.script.Partitions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Defines the bean that stores seating plans. */
@Configuration(proxyBeanMethods = false)
class PlanConfiguration {

  @Bean
  Plans plans(Partitions partitions) {
    return new RedisPlans(partitions, PlanConfiguration::read);
  }

  /** Parses a stored document. It was valid when it was stored, so a mistake means that it was changed by hand. */
  private static SeatingPlan read(byte[] document) {
    return switch (LayoutReader.read(document)) {
      case PlanReading.Valid(SeatingPlan plan) -> plan;
      case PlanReading.Invalid _ -> throw new DamagedPlan();
    };
  }
}
