package io.seatlock.rest;

import io.seatlock.plan.SeatingPlan;

/**
 * The answer to {@code PUT /venues/{venueId}/plan}.
 *
 * @param sections the number of zones
 * @param rows how the {@code row} of a seat is made from the plan: {@code row_number} or {@code <zone_id>~<row_number>}
 */
record PlanAnswer(int seats, int sections, String rows, String etag) {

  static PlanAnswer of(SeatingPlan plan, String etag) {
    return new PlanAnswer(plan.seats().size(), plan.sections().size(),
        plan.sections().size() > 1 ? "<zone_id>~<row_number>" : "row_number", etag);
  }
}
