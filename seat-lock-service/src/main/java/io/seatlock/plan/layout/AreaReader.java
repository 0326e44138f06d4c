package io.seatlock.plan.layout;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks an area, a shape that is drawn in addition to the seats. Keeps nothing of it: whoever draws the plan reads the
 * document.
 */
final class AreaReader {

  private static final int MAX_POINTS = 10_000;

  private static final Set<String> SHAPES = Set.of("polygon", "rectangle", "ellipse", "circle", "text");

  private final PlanJson json;

  private final Values values;

  private final Set<String> forms = new HashSet<>();

  private @Nullable String shape;

  private AreaReader(PlanJson json, Values values) {
    this.json = json;
    this.values = values;
  }

  static void read(PlanJson json, Values values) {
    new AreaReader(json, values).area();
  }

  private void area() {
    json.object(this::field);
    if (shape != null && !forms.contains(shape)) {
      json.mistake("has the shape " + shape + ", but no field " + shape + " with its dimensions");
    }
  }

  private void field(String name) {
    if (SHAPES.contains(name)) {
      forms.add(name);
    }
    switch (name) {
      case "shape" -> shape();
      case "color", "border_color" -> values.name();
      case "rotation" -> values.coordinate();
      case "position" -> values.place();
      case "polygon" -> json.object(this::points, "points");
      case "rectangle" -> values.sizes("width", "height");
      case "ellipse" -> json.object(this::radius, "radius");
      case "circle" -> values.sizes("radius");
      case "text" -> json.object(this::text, "text");
      default -> json.skip();
    }
  }

  private void shape() {
    shape = values.name();
    if (shape != null && !SHAPES.contains(shape)) {
      shape = null;
      json.mistake("is not a known shape; write polygon, rectangle, ellipse, circle or text");
    }
  }

  private void points(String field) {
    if (field.equals("points")) {
      json.list(MAX_POINTS, values::place);
    } else {
      json.skip();
    }
  }

  private void radius(String field) {
    if (field.equals("radius")) {
      values.sizes("x", "y");
    } else {
      json.skip();
    }
  }

  private void text(String field) {
    switch (field) {
      case "text", "color" -> values.name();
      case "position" -> values.place();
      case "size" -> values.size();
      default -> json.skip();
    }
  }
}
