package io.seatlock.plan.layout;

import io.seatlock.plan.SeatingPlan;
import java.util.List;

/** The result of reading a document as a plan. */
public sealed interface PlanReading {

  /** The document is a valid plan. */
  record Valid(SeatingPlan plan) implements PlanReading {}

  /**
   * The document is not a valid plan.
   *
   * @param mistakes 1 to {@value Mistakes#MAX_MISTAKES} of them, in the order in which they were found
   */
  record Invalid(List<PlanMistake> mistakes) implements PlanReading {}
}
