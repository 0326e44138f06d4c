package io.seatlock.plan.layout;

import io.seatlock.plan.SeatingPlan;
import java.util.List;

/** What became of a document that should be a plan. */
public sealed interface PlanReading {

  /** It is one. */
  record Whole(SeatingPlan plan) implements PlanReading {}

  /**
   * It is none.
   *
   * @param mistakes 1 to {@value Mistakes#MOST} of them, in the order in which they were found
   */
  record Mistaken(List<PlanMistake> mistakes) implements PlanReading {}
}
