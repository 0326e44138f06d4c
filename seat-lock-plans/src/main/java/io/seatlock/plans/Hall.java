package io.seatlock.plans;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Straight rows in one zone. Each seat has all fields that the plan editor writes, so that the document is as large as
 * a real one.
 */
final class Hall {

  private static final double DISTANCE = 20;

  private Hall() {}

  static Plan plan(int rows, int seats) {
    Plan plan = new Plan("Hall", seats * DISTANCE, rows * DISTANCE + 100)
        .category("Front of the hall", "#b5476b", "30 €")
        .category("Back of the hall", "#3d6fb6", "20 €");
    Plan.Zone zone = plan.zone("hall", "Hall", new Point(0, 100));
    for (int row = 0; row < rows; row++) {
      String category = row < rows / 2 ? "Front of the hall" : "Back of the hall";
      zone.row(String.valueOf(row + 1), places(row, seats), 1, category, "both")
          .forEach(Hall::complete);
    }
    return plan;
  }

  private static List<Point> places(int row, int seats) {
    List<Point> places = new ArrayList<>(seats);
    for (int seat = 0; seat < seats; seat++) {
      places.add(new Point(DISTANCE / 2 + seat * DISTANCE, 100 + DISTANCE / 2 + row * DISTANCE));
    }
    return places;
  }

  private static void complete(Map<String, Object> seat) {
    byte[] name = String.valueOf(seat.get("seat_guid")).getBytes(StandardCharsets.UTF_8);
    seat.put("radius", 8);
    seat.put("start_direction", "right");
    seat.put("uuid", UUID.nameUUIDFromBytes(name).toString());
  }
}
