package io.seatlock.plan.layout;

import io.seatlock.plan.layout.Draft.Place;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the types of values that occur in several places of a plan. */
final class Values {

  /** The longest name or colour, in chars. These are texts for people and have no other rules. */
  private static final int LONGEST_NAME = 500;

  /**
   * The largest coordinate. No venue is as large: with a unit of one millimetre it is a kilometre in each direction.
   */
  private static final double FARTHEST = 1_000_000;

  private final PlanJson json;

  Values(PlanJson json) {
    this.json = json;
  }

  @Nullable
  String name() {
    return json.text(LONGEST_NAME);
  }

  @Nullable
  Double coordinate() {
    return json.number(-FARTHEST, FARTHEST, "must be from -1000000 to 1000000");
  }

  /** Reads a width, height or radius. */
  @Nullable
  Double size() {
    return json.number(Double.MIN_NORMAL, FARTHEST, "must be more than 0 and at most 1000000");
  }

  /** @return the position; a wrong or missing coordinate is 0 */
  Place place() {
    double[] xy = new double[2];
    json.object(field -> {
      switch (field) {
        case "x" -> xy[0] = orZero(coordinate());
        case "y" -> xy[1] = orZero(coordinate());
        default -> json.skip();
      }
    }, "x", "y");
    return new Place(xy[0], xy[1]);
  }

  /** Reads an object with sizes, such as a width and a height. */
  double[] sizes(String... names) {
    double[] sizes = new double[names.length];
    json.object(field -> {
      int known = List.of(names).indexOf(field);
      if (known >= 0) {
        sizes[known] = orZero(size());
      } else {
        json.skip();
      }
    }, names);
    return sizes;
  }

  private static double orZero(@Nullable Double number) {
    return Objects.requireNonNullElse(number, 0.0);
  }
}
