package io.seatlock.plan.layout;

import static io.seatlock.plan.layout.Documents.mistake;
import static io.seatlock.plan.layout.Documents.mistakes;
import static io.seatlock.plan.layout.Documents.read;
import static io.seatlock.plan.layout.Documents.small;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much a plan may have of one thing. */
class PlanLimitsTests {

  private static String list(String element, int times) {
    return "[" + String.join(",", Collections.nCopies(times, element)) + "]";
  }

  /** Other mistakes may be found in it. */
  private static void assertShortEnough(String document, String message) {
    assertThat(read(document)).satisfiesAnyOf(
        reading -> assertThat(reading).isInstanceOf(PlanReading.Valid.class),
        reading -> assertThat(((PlanReading.Invalid) reading).mistakes()).extracting(PlanMistake::message)
            .doesNotContain(message));
  }

  /** Each line: a part of the small plan, what stands there instead, an element of the list, how many may be in it. */
  @ParameterizedTest
  @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
      "zones": [    | "zones": %s, "unknown": [               | {"position":{"x":0,"y":0},"rows":[]} | 10000  | /zones
      "rows": [     | "rows": %s, "unknown": [                | {"row_number":"A","seats":[]}        | 100000 | /zones/0/rows
      "areas": []   | "areas": %s                             | {}                                   | 10000  | /zones/0/areas
      "areas": []   | "areas": [{"polygon": {"points": %s}}]  | {"x":0,"y":0}                        | 10000  | /zones/0/areas/0/polygon/points
      "categories": [ | "categories": %s, "unknown": [        | {"name":"a","color":"b"}             | 1000   | /categories
      """)
  void listEndsTheReadingWhereItIsTooLong(String part, String instead, String element, int most, String pointer) {
    String message = "is one too many; at most " + most + " are allowed here";

    assertThat(mistake(small(part, instead.formatted(list(element, most + 1)))))
        .isEqualTo(new PlanMistake(pointer + "/" + most, message));
    assertShortEnough(small(part, instead.formatted(list(element, most))), message);
  }

  @ParameterizedTest
  @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
      "name": "Small"                  | "name": "%s"        | /name
      "color": "#336699"               | "color": "%s"       | /categories/0/color
      "row_number": "A"                | "row_number": "%s"  | /zones/0/rows/0/row_number
      "seat_number": "2"               | "seat_number": "%s" | /zones/0/rows/0/seats/1/seat_number
      "seat_guid": "ground_floor-A-2"  | "seat_guid": "%s"   | /zones/0/rows/0/seats/1/seat_guid
      """)
  void textHasAtMostFiveHundredCharacters(String part, String instead, String pointer) {
    String message = "must have at most 500 characters";

    assertThat(mistake(small(part, instead.formatted("x".repeat(501))))).isEqualTo(new PlanMistake(pointer, message));
    assertShortEnough(small(part, instead.formatted("x".repeat(500))), message);
  }

  @Test
  void deepNestingEndsTheReading() {
    String deep = "[".repeat(1_000) + "]".repeat(1_000);

    assertThat(mistake(small("\"radius\": 8.5", "\"unknown\": " + deep)).message()).startsWith("is nested too deep");
    assertThat(mistake("{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000)).message()).startsWith("is nested too deep");
    assertThat(mistakes(deep).getFirst()).isEqualTo(new PlanMistake("", "must be an object"));
  }
}
