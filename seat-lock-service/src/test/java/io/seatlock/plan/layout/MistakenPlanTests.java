package io.seatlock.plan.layout;

import static io.seatlock.plan.layout.Documents.mistake;
import static io.seatlock.plan.layout.Documents.mistakes;
import static io.seatlock.plan.layout.Documents.small;
import static io.seatlock.plan.layout.Documents.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.plans.ExamplePlans;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each document is refused, and the mistake has its place and its reason. */
class MistakenPlanTests {

  private static final String SEAT = "/zones/0/rows/0/seats/0";

  /** Each line: a part of the small plan, what stands there instead, the pointer, the message. */
  @ParameterizedTest
  @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
      "name": "Small",                   |                                   | ``                 | has no name
      "name": "Small"                    | "name": null                      | ``                 | has no name
      "name": "Small"                    | "name": ["Small"]                 | /name              | must be a text
      "width": 200                       | "width": 0                        | /size/width        | must be more than 0
      "width": 200                       | "width": -200                     | /size/width        | must be more than 0
      "width": 200                       | "width": 1e308                    | /size/width        | must be more than 0
      "width": 200, "height": 100        | "width": 200                      | /size              | has no height
      {"width": 200, "height": 100}      | [200, 100]                        | /size              | must be an object
      "color": "#336699"                 | "colour": "#336699"               | /categories/0      | has no color
      {"name": "Adult",                  | {"name": 7,                       | /categories/0/name | must be a text
      "position": {"x": 10, "y": 20}     | "position": {"x": 10}             | /zones/0/position  | has no y
      "position": {"x": 10, "y": 20},    |                                   | /zones/0           | has no position
      "rows": [                          | "row": [                          | /zones/0           | has no rows
      "row_number": "A",                 |                                   | /zones/0/rows/0    | has no row_number
      "seats": [                         | "seat": [                         | /zones/0/rows/0    | has no seats
      "row_number": "A"                  | "row_number": 1                   | /zones/0/rows/0/row_number | must be a text
      "row_number": "A"                  | "row_number": ""                  | /zones/0/rows/0/row_number | is missing or empty
      "row_number": "A"                  | "row_number": "A_1"               | /zones/0/rows/0/row_number | must be 1 to 64 letters
      "row_number": "A"                  | "row_number": "<script>"          | /zones/0/rows/0/row_number | must be 1 to 64 letters
      "row_number": "A"                  | "row_number": "A\\u200F"          | /zones/0/rows/0/row_number | invisible character U+200F
      "row_number": "A"                  | "row_number": "\\ud83c"           | /zones/0/rows/0/row_number | half of a surrogate pair
      "row_number": "A"                  | "row_number": "undefined"         | /zones/0/rows/0/row_number | where a value was missing
      "position": {"x": 1, "y": 2}       | "position": {"x": 1e308, "y": 2}  | /zones/0/rows/0/position/x | must be from -1000000
      "position": {"x": 1, "y": 2}       | "position": {"x": -1e999, "y": 2} | /zones/0/rows/0/position/x | must be from -1000000
      "position": {"x": 1, "y": 2}       | "position": {"x": "NaN", "y": 2}  | /zones/0/rows/0/position/x | must be a number
      "position": {"x": 1, "y": 2}       | "position": {"x": NaN, "y": 2}    | /zones/0/rows/0/position/x | is not JSON
      "seat_guid": "ground_floor-A-1",   |                                   | %s                 | has no seat_guid
      "seat_number": "1",                |                                   | %s                 | has no seat_number
      "category": "Adult",               |                                   | %s                 | has no category
      "position": {"x": 0, "y": 0},      |                                   | %s                 | has no position
      "seat_number": "1"                 | "seat_number": "1:2"              | %s/seat_number     | must be 1 to 64 letters
      "seat_number": "1"                 | "seat_number": "1 "               | %s/seat_number     | begins or ends with a space
      "radius": 8.5                      | "radius": -1                      | %s/radius          | must be more than 0
      "radius": 8.5                      | "radius": "8"                     | %s/radius          | must be a number
      "radius": 8.5                      | "radius": 8, "radius": 8          | %s/radius          | has the same field twice
      "radius": 8.5                      | "category": "Child"               | %s/category        | has the same field twice
      "radius": 8.5                      | "accessible": "yes"               | %s/accessible      | must be true or false
      "radius": 8.5                      | "companion_of": "nobody"          | %s/companion_of    | is the seat_guid of no seat
      "name": "Small"                    | "name": "Small", "orphan_rule": 1 | /orphan_rule       | must be true or false
      "name": "Small"                    | "name": "Small", "focal_point": {} | /focal_point      | has no x
      """)
  void mistakeHasItsPlaceAndItsReason(String part, String instead, String pointer, String message) {
    String document = small(part, instead == null ? "" : instead);

    PlanMistake first = mistakes(document).getFirst();

    assertThat(first.pointer()).isEqualTo(pointer.formatted(SEAT).replace("%s", SEAT));
    assertThat(first.message()).contains(message);
  }

  @Test
  void categoryOfASeatMustBeOneOfThePlan() {
    PlanMistake mistake = mistake(small("\"category\": \"Adult\",", "\"category\": \"Child\","));

    assertThat(mistake).isEqualTo(new PlanMistake(SEAT + "/category",
        "is not one of the plan's categories; use the name of one of them"));
  }

  @Test
  void sameSeatTwiceNamesBothPlaces() {
    PlanMistake mistake = mistake(small("\"seat_number\": \"2\"", "\"seat_number\": \"1\""));

    assertThat(mistake)
        .isEqualTo(new PlanMistake("/zones/0/rows/0/seats/1", "is row A, seat 1, as " + SEAT + " is"));
  }

  @Test
  void sameSeatInTwoPiecesOfARowNamesBothPlaces() {
    assertThat(mistakes(text("three-pieces").replace("\"seat_number\": \"4\"", "\"seat_number\": \"2\"")))
        .containsExactly(
            new PlanMistake("/zones/0/rows/1/seats/1", "is row 1, seat 2, as /zones/0/rows/0/seats/1 is"));
  }

  /** Both look the same, so nobody could tell them apart. */
  @Test
  void sameSeatInTwoSpellingsIsTheSameSeat() {
    String document = small("\"seat_number\": \"1\"", "\"seat_number\": \"\u00C4\"")
        .replace("\"seat_number\": \"2\"", "\"seat_number\": \"A\u0308\"");

    assertThat(mistake(document).message()).endsWith("as " + SEAT + " is");
  }

  @Test
  void zonesAndCategoriesWithOneNameNameBothPlaces() {
    assertThat(mistake(text("several-zones").replace("\"O\\u0308ster\"", "\"Boxes left\"").replace("\"o-1-1a\", "
        + "\"seat_number\": \"1a\"", "\"o-1-1a\", \"seat_number\": \"2\"")))
        .isEqualTo(new PlanMistake("/zones/1/zone_id", "is the zone_id of /zones/0, too"));
    assertThat(mistakes(text("several-zones").replace("\"Box seat\"", "\"Seat\"")))
        .contains(new PlanMistake("/categories/1/name", "is the name of /categories/0, too"));
  }

  @Test
  void oneOfSeveralZonesNeedsAnIdThatCanBePartOfARow() {
    assertThat(mistake(text("several-zones").replace("\"zone_id\": \"Boxes left\",", "")).pointer())
        .isEqualTo("/zones/0");
    assertThat(mistake(text("several-zones").replace("Boxes left", "boxes_left")))
        .isEqualTo(new PlanMistake("/zones/0/zone_id",
            "must be 1 to 64 letters, digits, '-', '.', '~' or single inner spaces"));
    assertThat(mistake(text("several-zones").replace("Boxes left", "B".repeat(63))))
        .satisfies(it -> assertThat(it.pointer()).isEqualTo("/zones/0/rows/0/row_number"))
        .satisfies(it -> assertThat(it.message()).contains("~1, which must be 1 to 64"));
  }

  @Test
  void planWithoutSeatsIsNone() {
    assertThat(mistake("""
        {"name":"x","size":{"width":1,"height":1},"categories":[],"zones":[]}"""))
        .isEqualTo(new PlanMistake("/zones", "has no seat; a plan has at least one"));
    assertThat(mistake("""
        {"name":"x","size":{"width":1,"height":1},"categories":[],"zones":[{"position":{"x":0,"y":0},
        "rows":[{"row_number":"1","seats":[]}],"areas":[{"shape":"circle","circle":{"radius":1}}]}]}""").pointer())
        .isEqualTo("/zones");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{\"row_number\":\"1\",\"seats\":[]}]"})
  void zoneWithoutSeatsAndWithoutAreasIsEmpty(String rows) {
    assertThat(mistake(small("\"zones\": [",
        "\"zones\": [{\"zone_id\":\"e\",\"position\":{\"x\":0,\"y\":0},\"rows\":" + rows + "},")
        .replace("ground_floor\",", "ground\",")))
        .isEqualTo(new PlanMistake("/zones/0", "is empty: it has neither seats nor areas; remove it"));
  }

  @Test
  void zoneWhoseSeatsCanNotBeReadIsNotCalledEmptyToo() {
    assertThat(mistake(small("\"seats\": [", "\"seats\": 2, \"unknown\": [")))
        .isEqualTo(new PlanMistake("/zones/0/rows/0/seats", "must be a list"));
  }

  @Test
  void mistakeInZoneTenIsNoneInZoneOne() {
    String empty = "{\"position\":{\"x\":0,\"y\":0},\"rows\":[]},";

    assertThat(mistakes(small("\"zones\": [", "\"zones\": [" + empty.repeat(10)).replace("8.5", "-1")))
        .extracting(PlanMistake::pointer).contains("/zones/1", "/zones/10/rows/0/seats/0/radius");
  }

  @ParameterizedTest
  @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
      {"shape": "star"}                                                    | /shape            | is not a known shape
      {"shape": 5}                                                         | /shape            | must be a text
      {"shape": "circle"}                                                  | ``                | has the shape circle, but no field circle
      {"shape": "circle", "circle": {"radius": -1}}                        | /circle/radius    | must be more than 0
      {"shape": "circle", "circle": {}}                                    | /circle           | has no radius
      {"shape": "rectangle", "rectangle": {"width": 0, "height": 1}}       | /rectangle/width  | must be more than 0
      {"shape": "rectangle", "rectangle": {"width": 1}}                    | /rectangle        | has no height
      {"shape": "ellipse", "ellipse": {"radius": {"x": 1, "y": -1}}}       | /ellipse/radius/y | must be more than 0
      {"shape": "ellipse", "ellipse": {"radius": 1}}                       | /ellipse/radius   | must be an object
      {"shape": "polygon", "polygon": {"points": [{"x": 1, "y": 1e300}]}}  | /polygon/points/0/y | must be from -1000000
      {"shape": "polygon", "polygon": {"points": "0,0"}}                   | /polygon/points   | must be a list
      {"polygon": {}}                                                      | /polygon          | has no points
      {"position": {"x": 1}}                                               | /position         | has no y
      {"text": {"text": 7}}                                                | /text/text        | must be a text
      {"text": {"text": "x", "color": 7}}                                  | /text/color       | must be a text
      {"text": {"text": "x", "position": 7}}                               | /text/position    | must be an object
      {"shape": "text", "text": {"color": "red"}}                          | /text             | has no text
      {"shape": "text", "text": {"text": "x", "size": -1}}                 | /text/size        | must be more than 0
      {"shape": "text", "text": {"text": "x"}, "rotation": 1e308}          | /rotation         | must be from -1000000
      {"shape": "text", "text": {"text": "x"}, "position": null, "color": 1} | /color          | must be a text
      null                                                                 | ``                | must be an object
      """)
  void areaIsCheckedThoughNobodySitsOnIt(String area, String pointer, String message) {
    PlanMistake mistake = mistake(small("\"areas\": []", "\"areas\": [" + area + "]"));

    assertThat(mistake.pointer()).isEqualTo("/zones/0/areas/0" + pointer);
    assertThat(mistake.message()).startsWith(message);
  }

  @Test
  void allMistakesAreNamedInTheirOrder() {
    String document = small("\"width\": 200", "\"width\": -1").replace("8.5", "-8.5").replace("\"2\"", "\"2_\"");

    assertThat(mistakes(document)).extracting(PlanMistake::pointer).containsExactly("/size/width", SEAT + "/radius",
        "/zones/0/rows/0/seats/1/seat_number");
  }

  @Test
  void readingEndsAtTheFiftiethMistake() {
    String document = new String(ExamplePlans.hall(10, 10), StandardCharsets.UTF_8).replace("\"radius\":8",
        "\"radius\":0");

    assertThat(mistakes(document)).hasSize(50).last().extracting(PlanMistake::pointer)
        .isEqualTo("/zones/0/rows/4/seats/9/radius");
  }

  @Test
  void oneSeatMoreThanAllowedIsOneTooMany() {
    byte[] document = ExamplePlans.arena(100_001);

    assertThat(LayoutReader.read(document)).isInstanceOfSatisfying(PlanReading.Invalid.class, it -> {
      assertThat(it.mistakes()).hasSize(1);
      assertThat(it.mistakes().getFirst().pointer()).matches("/zones/\\d+/rows/\\d+/seats/\\d+");
      assertThat(it.mistakes().getFirst().message()).contains("at most 100000");
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\uFEFF"})
  void documentThatWasCutSaysSo(String mark) {
    String document = mark + small("\"radius\": 8.5", "\"radius\": 8.5, \"x\": [true, false, null, -1.5e-7]");

    for (int length = mark.length() + 1; length < document.length() - 2; length++) {
      assertThat(mistake(document.substring(0, length)).message()).as(document.substring(0, length))
          .startsWith("ends too early");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\": .", "{\"a\": tru}", "{\"a\": trux", "{\"a\": x", "{\"a\": 8.}", "{]", "."})
  void wrongEndOfADocumentIsNoCut(String document) {
    assertThat(mistakes(document).getLast().message()).startsWith("is not JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "[]", "\"plan\"", "7", "null", "plan: yes", "<svg/>", "{\"name\": 'x'}",
      "{} {}", "{\"a\": 01}", "{\"a\": +1}", "{// comment\n}", "{\"a\": 1,}"})
  void whatIsNoJsonObjectIsNoPlan(String document) {
    assertThat(mistakes(document).getLast().message())
        .matches("(is empty|must be an object|is not JSON|has more text|has no zones).*");
  }

  @Test
  void textBehindThePlanIsAMistake() {
    assertThat(mistake(text("small") + "{}").message()).isEqualTo("has more text after its end; send one JSON object");
    assertThat(mistake(text("small") + "}").message()).startsWith("is not JSON");
  }
}
