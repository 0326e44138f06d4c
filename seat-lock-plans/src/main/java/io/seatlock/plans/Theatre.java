package io.seatlock.plans;

import java.util.List;
import java.util.Map;

/** Curved rows in the stalls, each in three pieces between two aisles, and a balcony behind them. */
final class Theatre {

  private static final Point STAGE = new Point(400, 60);

  /** The common centre of the rows' circles, behind the stage. */
  private static final Point CENTRE = new Point(400, -220);

  private static final double SEAT_DISTANCE = 22;

  private static final double ROW_DISTANCE = 30;

  private static final double FRONT_ROW = 400;

  private static final double FIRST_BALCONY = FRONT_ROW + 11 * ROW_DISTANCE + 30;

  private static final int SIDE_SEATS = 4;

  private final Plan plan = new Plan("Theatre", 800, 680).category("Premium", "#b5476b", "65 €")
      .category("Standard", "#3d6fb6", "45 €")
      .category("Balcony", "#4a8c5c", "29 €").focalPoint(STAGE);

  private Theatre() {}

  static Plan plan() {
    return new Theatre().build();
  }

  private Plan build() {
    stalls(plan.zone("stalls", "Stalls", new Point(100, 120)));
    balcony(plan.zone("balcony", "Balcony", new Point(100, 540)));
    return plan;
  }

  private void stalls(Plan.Zone zone) {
    for (int i = 0; i < 11; i++) {
      String row = String.valueOf((char) ('A' + i));
      String category = i < 5 ? "Premium" : "Standard";
      int middle = 10 + i / 3 * 2;
      List<Point> places = row(FRONT_ROW + i * ROW_DISTANCE, middle + 2 * SIDE_SEATS + 2);
      zone.row(row, places.subList(0, SIDE_SEATS), 1, category, "start");
      List<Map<String, Object>> seats = zone.row(row, places.subList(SIDE_SEATS + 1, SIDE_SEATS + 1 + middle),
          SIDE_SEATS + 1, category, "");
      zone.row(row, places.subList(SIDE_SEATS + middle + 2, places.size()), SIDE_SEATS + middle + 1, category,
          "end");
      if (i == 10) {
        wheelchair(seats.get(0), seats.get(1));
        wheelchair(seats.get(middle - 1), seats.get(middle - 2));
      }
    }
    zone.area("polygon", new Point(220, 20), "#d9d4c7", Json.object("polygon",
        Json.object("points", List.of(point(0, 0), point(360, 0), point(320, 90), point(180, 110), point(40, 90))),
        "text", Json.object("text", "Stage", "position", point(180, 50), "color", "#3b3a36", "size", 24)));
    zone.area("circle", new Point(40, 60), "#eceff3", Json.object("circle", Json.object("radius", 24),
        "text", Json.object("text", "Bar", "position", point(0, 0), "color", "#3b3a36", "size", 14)));
    zone.area("text", new Point(760, 200), "#ffffff",
        Json.object("text", Json.object("text", "Exit", "position", point(0, 0), "color", "#3b3a36", "size", 14)));
  }

  private void balcony(Plan.Zone zone) {
    for (int i = 0; i < 4; i++) {
      zone.row(String.valueOf(i + 1), row(FIRST_BALCONY + i * ROW_DISTANCE, 23 + i), 1, "Balcony",
          "both");
    }
    zone.area("rectangle", new Point(0, 668), "#eceff3",
        Json.object("rectangle", Json.object("width", 800, "height", 12)));
  }

  private static List<Point> row(double radius, int places) {
    return new Curve(CENTRE, radius, radius, -Math.PI / 4, Math.PI / 4).points(places, SEAT_DISTANCE);
  }

  private static Map<String, Object> point(double x, double y) {
    return new Point(x, y).relativeTo(new Point(0, 0));
  }

  private static void wheelchair(Map<String, Object> place, Map<String, Object> companion) {
    place.put("accessible", true);
    companion.put("companion_of", String.valueOf(place.get("seat_guid")));
  }
}
