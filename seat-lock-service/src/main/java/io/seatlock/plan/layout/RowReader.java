package io.seatlock.plan.layout;

import io.seatlock.plan.SeatingPlan;

/** Reads the rows of a zone, with their seats. */
final class RowReader {

  /** In chars. Whether a number can be part of a seat's name is checked later, when the whole document is known. */
  private static final int LONGEST_NUMBER = 500;

  private final PlanJson json;

  private final Values values;

  private final Draft plan;

  private final Draft.Zone zone;

  RowReader(PlanJson json, Values values, Draft plan, Draft.Zone zone) {
    this.json = json;
    this.values = values;
    this.plan = plan;
    this.zone = zone;
  }

  void read() {
    json.list(SeatingPlan.MAX_SEATS, this::row);
  }

  private void row() {
    Draft.Row row = new Draft.Row();
    zone.rows.add(row);
    json.object(field -> {
      switch (field) {
        case "row_number" -> row.number = json.text(LONGEST_NUMBER);
        case "position" -> row.place = values.place();
        case "seats" -> json.list(Integer.MAX_VALUE, () -> seat(row));
        default -> json.skip();
      }
    }, "row_number", "seats");
  }

  private void seat(Draft.Row row) {
    if (++plan.seats > SeatingPlan.MAX_SEATS) {
      throw json.last("is one seat too many; a plan has at most " + SeatingPlan.MAX_SEATS);
    }
    Draft.Seat seat = new Draft.Seat();
    row.seats.add(seat);
    json.object(field -> seat(seat, field), "seat_guid", "seat_number", "position", "category");
  }

  private void seat(Draft.Seat seat, String field) {
    switch (field) {
      case "seat_guid" -> seat.guid = values.name();
      case "seat_number" -> seat.number = json.text(LONGEST_NUMBER);
      case "category" -> seat.category = values.name();
      case "position" -> seat.place = values.place();
      case "radius" -> values.size();
      case "accessible" -> seat.accessible = json.flag();
      case "companion_of" -> seat.companionOf = values.name();
      default -> json.skip();
    }
  }
}
