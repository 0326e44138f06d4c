package io.seatlock.plans;

import java.util.Map;

/** An absolute position on a plan; x to the right, y away from the stage, in units of about three centimetres. */
record Point(double x, double y) {

  double distanceTo(Point other) {
    return Math.hypot(x - other.x, y - other.y);
  }

  /** As the layout wants it: relative to what it is part of. */
  Map<String, Object> relativeTo(Point origin) {
    return Json.object("x", x - origin.x, "y", y - origin.y);
  }
}
