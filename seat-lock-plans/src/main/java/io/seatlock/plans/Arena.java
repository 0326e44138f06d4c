package io.seatlock.plans;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Six blocks on the floor before a stage, and three rings of blocks around them. Rows are added outwards until the plan
 * has the wanted number of seats.
 */
final class Arena {

  private static final Point CENTRE = new Point(1400, 1330);

  private static final double SEAT_DISTANCE = 12;

  private static final double ROW_DISTANCE = 14;

  private static final double AISLE = 24;

  private static final int BLOCKS = 22;

  private static final int ROWS_OF_A_RING = 14;

  private static final int FLOOR_ROWS = 20;

  private static final int FLOOR_SEATS = 20;

  private static final List<String> RINGS = List.of("Lower", "Middle", "Upper");

  /**
   * Half of the angle that the rings cover, in radians from the direction opposite the stage. There are no seats behind
   * the stage.
   */
  private static final double HALF_OPENING = Math.toRadians(155);

  private final Plan plan = new Plan("Arena", 2800, 2700).category("Floor", "#b5476b", "95 €")
      .category("Lower", "#3d6fb6", "75 €")
      .category("Middle", "#4a8c5c", "55 €").category("Upper", "#8a6d3b", "39 €").focalPoint(new Point(1400, 900));

  private final int wanted;

  private Arena(int wanted) {
    this.wanted = wanted;
  }

  static Plan plan(int seats) {
    return new Arena(seats).build();
  }

  private Plan build() {
    for (int block = 0; block < 6; block++) {
      floor(block);
    }
    for (int ring = 0; plan.seats() < wanted; ring++) {
      ring(ring);
    }
    return plan;
  }

  private void floor(int block) {
    String name = String.valueOf((char) ('A' + block));
    int line = block / 3;
    Point corner = new Point(CENTRE.x() - 396 + block % 3 * 274, CENTRE.y() - 310 + line * 340);
    Plan.Zone zone = plan.zone(name, "Floor " + name, corner);
    for (int row = 0; row < FLOOR_ROWS; row++) {
      add(zone, row, straight(new Point(corner.x(), corner.y() + row * ROW_DISTANCE)), "Floor");
    }
    if (block == 0) {
      zone.area("rectangle", new Point(CENTRE.x() - 260, CENTRE.y() - 500), "#d9d4c7",
          Json.object("rectangle", Json.object("width", 520, "height", 130), "text",
              Json.object("text", "Stage", "position", Json.object("x", 260, "y", 65), "color", "#3b3a36", "size",
                  48)));
    }
  }

  private static List<Point> straight(Point first) {
    List<Point> places = new ArrayList<>();
    for (int seat = 0; seat < FLOOR_SEATS; seat++) {
      places.add(new Point(first.x() + seat * SEAT_DISTANCE, first.y()));
    }
    return places;
  }

  /**
   * Adds one row to every block before the next row. The last ring takes all remaining seats, however many rows it
   * needs.
   */
  private void ring(int ring) {
    boolean last = ring >= RINGS.size() - 1;
    String category = RINGS.get(Math.min(ring, RINGS.size() - 1));
    List<Plan.Zone> zones = new ArrayList<>();
    for (int block = 0; block < BLOCKS; block++) {
      String id = String.valueOf(100 * (ring + 1) + block + 1);
      zones.add(plan.zone(id, category + " " + id, CENTRE));
    }
    for (int row = 0; plan.seats() < wanted && (last || row < ROWS_OF_A_RING); row++) {
      double offset = ring * (ROWS_OF_A_RING * ROW_DISTANCE + 50) + row * ROW_DISTANCE;
      for (int block = 0; block < BLOCKS; block++) {
        List<Map<String, Object>> seats = add(zones.get(block), row, curvedRow(block, offset), category);
        if (ring == 0 && row == ROWS_OF_A_RING - 1 && seats.size() > 2) {
          seats.get(0).put("accessible", true);
          seats.get(1).put("companion_of", String.valueOf(seats.get(0).get("seat_guid")));
        }
      }
    }
  }

  private static List<Point> curvedRow(int block, double offset) {
    double angle = 2 * HALF_OPENING / BLOCKS;
    double from = -HALF_OPENING + block * angle;
    Curve curve = new Curve(CENTRE, 640 + offset, 560 + offset, from, from + angle);
    return curve.points((int) ((curve.length() - AISLE) / SEAT_DISTANCE) + 1, SEAT_DISTANCE);
  }

  private List<Map<String, Object>> add(Plan.Zone zone, int row, List<Point> places, String category) {
    int free = Math.min(places.size(), wanted - plan.seats());
    return free == 0
        ? List.of()
        : zone.row(String.valueOf(row + 1), places.subList(0, free), 1, category, "start");
  }
}
