package io.seatlock.plans;

import java.util.ArrayList;
import java.util.List;

/**
 * The arc of an ellipse on which the seats of a row stand. Angles are in radians: 0 points straight away from the
 * stage, positive angles turn to the right.
 */
record Curve(Point centre, double width, double depth, double from, double to) {

  private static final int STEPS = 64;

  private Point at(double angle) {
    return new Point(centre.x() + width * Math.sin(angle), centre.y() + depth * Math.cos(angle));
  }

  private Point step(int step) {
    return at(from + (to - from) * step / STEPS);
  }

  double length() {
    double length = 0;
    for (int i = 0; i < STEPS; i++) {
      length += step(i).distanceTo(step(i + 1));
    }
    return length;
  }

  /** @return {@code number} points, centred on the arc, at a distance of {@code pitch} along it, from left to right */
  List<Point> points(int number, double pitch) {
    List<Point> points = new ArrayList<>(number);
    double next = (length() - (number - 1) * pitch) / 2;
    double walked = 0;
    for (int i = 0; i < STEPS; i++) {
      double chord = step(i).distanceTo(step(i + 1));
      while (points.size() < number && next <= walked + chord) {
        double part = (i + (next - walked) / chord) / STEPS;
        points.add(at(from + (to - from) * part));
        next += pitch;
      }
      walked += chord;
    }
    return points;
  }
}
