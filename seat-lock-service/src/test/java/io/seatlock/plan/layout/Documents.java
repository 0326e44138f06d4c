package io.seatlock.plan.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.plan.SeatingPlan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Documents to be read. */
final class Documents {

  private static final String SMALL = text("small");

  private Documents() {}

  /** A file of the test resources. */
  static String text(String name) {
    try (InputStream file = Documents.class.getResourceAsStream("/plans/" + name + ".json")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The small plan, of which a part is written otherwise. */
  static String small(String part, String instead) {
    assertThat(SMALL).contains(part);
    return SMALL.replace(part, instead);
  }

  static PlanReading read(String document) {
    return LayoutReader.read(document.getBytes(StandardCharsets.UTF_8));
  }

  static SeatingPlan plan(String document) {
    PlanReading reading = read(document);
    assertThat(reading).isInstanceOf(PlanReading.Valid.class);
    return ((PlanReading.Valid) reading).plan();
  }

  static List<PlanMistake> mistakes(String document) {
    PlanReading reading = read(document);
    assertThat(reading).isInstanceOf(PlanReading.Invalid.class);
    return ((PlanReading.Invalid) reading).mistakes();
  }

  /** The only mistake. */
  static PlanMistake mistake(String document) {
    List<PlanMistake> mistakes = mistakes(document);
    assertThat(mistakes).hasSize(1);
    return mistakes.getFirst();
  }
}
