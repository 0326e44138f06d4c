package io.seatlock.plan.layout;

import io.seatlock.plan.SeatingPlan;
import io.seatlock.plan.layout.Draft.Place;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a plan. Skips fields that are not part of the layout, since its authors still add fields. Everything that
 * determines the seats, their positions and their categories must be correct.
 */
public final class LayoutReader {

  private static final int MAX_ZONES = 10_000;

  private static final int MAX_CATEGORIES = 1_000;

  private static final int MAX_AREAS = 10_000;

  /** The largest nesting depth; the layout itself has ten levels. */
  private static final int DEEPEST = 32;

  private static final JsonFactory JSON = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
      .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build()).build();

  private final PlanJson json;

  private final Values values;

  private final Draft plan = new Draft();

  private LayoutReader(PlanJson json) {
    this.json = json;
    this.values = new Values(json);
  }

  /** @param document JSON in UTF-8; the caller limits its size */
  public static PlanReading read(byte[] document) {
    Mistakes mistakes = new Mistakes();
    try {
      int start = Utf8.check(document, mistakes);
      Draft draft = draft(document, start, mistakes);
      Optional<SeatingPlan> plan = new Assembly(draft, mistakes).plan();
      return plan.<PlanReading>map(PlanReading.Valid::new).orElseGet(() -> invalid(mistakes));
    } catch (Mistakes.Enough _) {
      return invalid(mistakes);
    }
  }

  private static PlanReading invalid(Mistakes mistakes) {
    return new PlanReading.Invalid(mistakes.found());
  }

  private static Draft draft(byte[] document, int start, Mistakes mistakes) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), document, start, document.length - start)) {
      PlanJson json = new PlanJson(parser, mistakes);
      try {
        return new LayoutReader(json).document();
      } catch (JacksonException broken) {
        throw mistakes.last(json.pointer(), BrokenJson.advice(broken, document, start));
      }
    }
  }

  private Draft document() {
    json.start();
    json.object(this::field, "name", "size", "categories", "zones");
    json.end();
    return plan;
  }

  private void field(String name) {
    switch (name) {
      case "name" -> plan.name = values.name();
      case "size" -> size();
      case "categories" -> json.list(MAX_CATEGORIES, this::category);
      case "zones" -> json.list(MAX_ZONES, this::zone);
      case "focal_point" -> focalPoint();
      case "orphan_rule" -> plan.refusesOrphans = json.flag();
      default -> json.skip();
    }
  }

  private void size() {
    double[] sizes = values.sizes("width", "height");
    plan.size = new SeatingPlan.Size(sizes[0], sizes[1]);
  }

  private void focalPoint() {
    Place place = values.place();
    plan.focalPoint = new SeatingPlan.Point(place.x(), place.y());
  }

  private void category() {
    Draft.Category category = new Draft.Category();
    plan.categories.add(category);
    json.object(field -> {
      switch (field) {
        case "name" -> category.name = values.name();
        case "color" -> category.color = values.name();
        default -> json.skip();
      }
    }, "name", "color");
  }

  private void zone() {
    Draft.Zone zone = new Draft.Zone();
    plan.zones.add(zone);
    RowReader rows = new RowReader(json, values, plan, zone);
    json.object(field -> {
      switch (field) {
        case "name" -> zone.name = values.name();
        case "zone_id" -> zone.id = values.name();
        case "position" -> zone.place = values.place();
        case "rows" -> rows.read();
        case "areas" -> json.list(MAX_AREAS, () -> area(zone));
        default -> json.skip();
      }
    }, "position", "rows");
  }

  private void area(Draft.Zone zone) {
    zone.areas++;
    AreaReader.read(json, values);
  }
}
