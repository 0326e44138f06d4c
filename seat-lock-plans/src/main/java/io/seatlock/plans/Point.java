package io.seatlock.plans;

import java.util.Map;

/** An absolute position on a plan; x to the right, y away from the stage, in units of about three centimetres. */
record Point(double x, double y) {

  double distanceTo(Point other) {
    return Math.hypot(x - other.x, y - other.y);
  }

  /** As a JSON object relative to the origin of the zone or row that contains the point, as the layout requires. */
  Map<String, Object> relativeTo(Point origin) {
    return Json.object("x", x - origin.x, "y", y - origin.y);
  }
}
