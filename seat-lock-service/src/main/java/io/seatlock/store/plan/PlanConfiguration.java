package io.seatlock.store.plan;

import io.seatlock.plan.DamagedPlan;
import io.seatlock.plan.Plans;
import io.seatlock.plan.SeatingPlan;
import io.seatlock.plan.layout.LayoutReader;
import io.seatlock.plan.layout.PlanReading;
import io.seatlock.store.script.Partitions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The plans as a bean. */
@Configuration(proxyBeanMethods = false)
class PlanConfiguration {

  @Bean
  Plans plans(Partitions partitions) {
    return new RedisPlans(partitions, PlanConfiguration::read);
  }

  /** It was read without a mistake before it was stored. */
  private static SeatingPlan read(byte[] document) {
    return switch (LayoutReader.read(document)) {
      case PlanReading.Valid(SeatingPlan plan) -> plan;
      case PlanReading.Invalid _ -> throw new DamagedPlan();
    };
  }
}
