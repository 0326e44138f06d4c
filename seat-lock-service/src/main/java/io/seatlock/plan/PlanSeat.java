package io.seatlock.plan;

import io.seatlock.seat.SeatId;
import org.jspecify.annotations.Nullable;

/**
 * One seat of a plan.
 *
 * @param index its place in the order of the plan, from 0; the order of all packed answers
 * @param row its row as the API knows it: {@code row_number}, or {@code <zone_id>~<row_number>} if the plan has several
 *     zones
 * @param seat its number in the row
 * @param section index of its zone in {@link SeatingPlan#sections()}
 * @param category index in {@link SeatingPlan#categories()}, -1 if it has none
 * @param run its stretch of seats side by side: one row element of the layout, from 0 over the whole plan
 * @param place its place in that stretch, from 0; two seats of a run are neighbours if their places differ by one
 * @param x absolute position, in the units of the plan
 * @param companionOf {@code seat_guid} of the accessible seat that this one goes with
 */
public record PlanSeat(int index, String row, String seat, int section, int category, int run, int place, double x,
    double y, boolean accessible, @Nullable String companionOf) {

  /** The seat's field in the hash of its venue, and its name within the venue everywhere. */
  public String field() {
    return SeatId.field(row, seat);
  }
}
