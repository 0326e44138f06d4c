package io.seatlock.plan;

import io.seatlock.seat.SeatId;
import org.jspecify.annotations.Nullable;

/**
 * One seat of a plan.
 *
 * @param index the seat's position in the order of the plan, from 0; packed answers use this order
 * @param row the name of its row in the API: {@code row_number}, or {@code <zone_id>~<row_number>} if the plan has
 *     several zones
 * @param seat the seat's number in the row, as text
 * @param section the index of its zone in {@link SeatingPlan#sections()}
 * @param category the index of its category in {@link SeatingPlan#categories()}; -1 if it has none
 * @param run the number of the row element of the layout that contains the seat, counted from 0 over the whole plan; a
 *     row may consist of several elements
 * @param place its position in the run, from 0; two seats of a run are neighbours if their places differ by one
 * @param x the absolute x coordinate, in units of the plan
 * @param companionOf the {@code seat_guid} of the accessible seat whose companion seat this is; null if it is none
 */
public record PlanSeat(int index, String row, String seat, int section, int category, int run, int place, double x,
    double y, boolean accessible, @Nullable String companionOf) {

  /** The seat's field in the hash of its venue, which is also its name within the venue. */
  public String field() {
    return SeatId.field(row, seat);
  }
}
