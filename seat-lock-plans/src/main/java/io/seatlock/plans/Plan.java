package io.seatlock.plans;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds a plan in the open layout that the service reads. */
final class Plan {

  private final Map<String, Object> json = new LinkedHashMap<>();

  private final List<Object> categories = new ArrayList<>();

  private final List<Object> zones = new ArrayList<>();

  private int seats;

  Plan(String name, double width, double height) {
    json.put("name", name);
    json.put("size", Json.object("width", width, "height", height));
    json.put("categories", categories);
    json.put("zones", zones);
  }

  /**
   * @param color as in CSS
   * @param price a text for the reader, such as {@code 65 €}; not a field of the open layout, but shown by the page
   */
  Plan category(String name, String color, String price) {
    categories.add(Json.object("name", name, "color", color, "price", price));
    return this;
  }

  /** The point that the seats face; default: the middle of the upper edge. */
  Plan focalPoint(Point point) {
    json.put("focal_point", point.relativeTo(new Point(0, 0)));
    return this;
  }

  /** Requires the service to refuse a lock that would leave a single free seat. */
  Plan orphanRule() {
    json.put("orphan_rule", true);
    return this;
  }

  Zone zone(String id, String name, Point origin) {
    return new Zone(id, name, origin);
  }

  int seats() {
    return seats;
  }

  byte[] json() {
    return (Json.text(json) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** A zone of the plan. Row numbers are unique within their zone. */
  final class Zone {

    private final String id;

    private final Point origin;

    private final List<Object> rows = new ArrayList<>();

    private final List<Object> areas = new ArrayList<>();

    private Zone(String id, String name, Point origin) {
      this.id = id;
      this.origin = origin;
      zones.add(Json.object("name", name, "zone_id", id, "position", origin.relativeTo(new Point(0, 0)), "rows", rows,
          "areas", areas));
    }

    /**
     * A row, or one piece of it.
     *
     * @param first the number of the first seat; the following seats are numbered consecutively
     * @param labels where the row's number is shown: {@code start}, {@code end}, {@code both}, or an empty text for
     *     nowhere
     * @return the seats as modifiable maps, for additional fields such as {@code accessible}
     */
    List<Map<String, Object>> row(String number, List<Point> places, int first, String category, String labels) {
      List<Map<String, Object>> made = new ArrayList<>(places.size());
      for (int i = 0; i < places.size(); i++) {
        made.add(seat(number, String.valueOf(first + i), places.get(i).relativeTo(places.getFirst()), category));
      }
      rows.add(Json.object("row_number", number, "row_number_position", labels, "position",
          places.getFirst().relativeTo(origin), "seats", made));
      seats += made.size();
      return made;
    }

    private Map<String, Object> seat(String row, String number, Map<String, Object> position, String category) {
      return Json.object("seat_guid", id + "-" + row + "-" + number, "seat_number", number, "position", position,
          "category", category);
    }

    /** @param form the fields that only this shape has, e.g. {@code radius} */
    Zone area(String shape, Point at, String color, Map<String, Object> form) {
      Map<String, Object> area = Json.object("shape", shape, "color", color, "border_color", "#8a8f98", "rotation", 0,
          "position", at.relativeTo(origin));
      area.putAll(form);
      areas.add(area);
      return this;
    }
  }
}
