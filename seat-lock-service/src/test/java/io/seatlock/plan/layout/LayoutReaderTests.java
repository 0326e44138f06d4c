package io.seatlock.plan.layout;

import static io.seatlock.plan.layout.Documents.mistakes;
import static io.seatlock.plan.layout.Documents.plan;
import static io.seatlock.plan.layout.Documents.small;
import static io.seatlock.plan.layout.Documents.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.plan.PlanSeat;
import io.seatlock.plan.SeatingPlan;
import io.seatlock.plan.SeatingPlan.Category;
import io.seatlock.plan.SeatingPlan.Point;
import io.seatlock.plan.SeatingPlan.Section;
import io.seatlock.plans.ExamplePlans;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutReaderTests {

  @Test
  void seatHasItsNameAndItsAbsolutePosition() {
    SeatingPlan plan = plan(text("small"));

    assertThat(plan.seats()).containsExactly(
        new PlanSeat(0, "A", "1", 0, 0, 0, 0, 11, 22, false, null),
        new PlanSeat(1, "A", "2", 0, 0, 0, 1, 31.5, 22.25, false, null));
    assertThat(plan.name()).isEqualTo("Small");
    assertThat(plan.size()).isEqualTo(new SeatingPlan.Size(200, 100));
    assertThat(plan.sections()).containsExactly(new Section("ground_floor", "Ground floor"));
    assertThat(plan.categories()).containsExactly(new Category("Adult", "#336699"));
    assertThat(plan.indexOf("A", "2")).isEqualTo(1);
  }

  @Test
  void seatsLookAtTheTopMiddleUnlessThePlanSaysWhere() {
    assertThat(plan(text("small")).focalPoint()).isEqualTo(new Point(100, 0));
    assertThat(plan(text("areas")).focalPoint()).isEqualTo(new Point(250, 40));
  }

  @Test
  void orphansAreRefusedOnlyIfThePlanSaysSo() {
    assertThat(plan(text("small")).refusesOrphans()).isFalse();
    assertThat(plan(text("areas")).refusesOrphans()).isTrue();
  }

  /** Seats of two pieces are no neighbours. Guids need not differ: nothing is called by them. */
  @Test
  void piecesOfOneRowAreRunsOfTheirOwn() {
    List<PlanSeat> seats = plan(text("three-pieces")).seats();

    assertThat(seats).extracting(PlanSeat::field).containsExactly("1_1", "1_2", "1_3", "1_4", "1_5");
    assertThat(seats).extracting(PlanSeat::run).containsExactly(0, 0, 1, 1, 2);
    assertThat(seats).extracting(PlanSeat::place).containsExactly(0, 1, 0, 1, 0);
    assertThat(seats).extracting(PlanSeat::category).containsExactly(0, 0, 0, 1, 1);
  }

  @Test
  void withSeveralZonesARowIsNamedAfterItsZone() {
    SeatingPlan plan = plan(text("several-zones"));

    assertThat(plan.seats()).extracting(PlanSeat::row).containsExactly("Boxes left~1", "\u00D6ster~1");
    assertThat(plan.seats()).extracting(PlanSeat::section).containsExactly(0, 1);
    assertThat(plan.sections()).extracting(Section::id).containsExactly("Boxes left", "\u00D6ster", "3");
    assertThat(plan.sections()).extracting(Section::name).containsExactly("Logen links", "\u00D6ster",
        "Only to look at");
  }

  @Test
  void twoZonesAreSeveral() {
    String second = """
        {"zone_id":"b","position":{"x":0,"y":0},"rows":[{"row_number":"A","seats":[
        {"seat_guid":"","seat_number":"1","position":{"x":0,"y":0},"category":"Adult"}]}]},
        """;

    SeatingPlan plan = plan(small("\"zones\": [", "\"zones\": [" + second).replace("ground_floor\",", "a\","));

    assertThat(plan.seats()).extracting(PlanSeat::field).containsExactly("b~A_1", "a~A_1", "a~A_2");
  }

  @Test
  void fieldsMayComeInAnyOrder() {
    PlanSeat seat = plan(text("several-zones")).seats().getFirst();

    assertThat(seat).isEqualTo(new PlanSeat(0, "Boxes left~1", "1a", 0, 1, 0, 0, 101, 7, false, null));
  }

  @Test
  void accessibleSeatsAndTheirCompanionsAreTold() {
    List<PlanSeat> seats = plan(text("areas")).seats();

    assertThat(seats).extracting(PlanSeat::accessible).containsExactly(true, false, false);
    assertThat(seats).extracting(PlanSeat::companionOf).containsExactly(null, "g1", null);
  }

  @Test
  void hostileNamesAreKeptAsText() {
    SeatingPlan plan = plan(text("hostile-names"));

    assertThat(plan.name()).isEqualTo("<script>alert('plan')</script>");
    assertThat(plan.sections().getFirst().name()).startsWith("\u202Egnp.exe");
    assertThat(plan.categories().getFirst().name()).isEqualTo("</script><img src=x onerror=alert(1)>");
    assertThat(plan.seats().getFirst().row()).isEqualTo("\u05D0");
  }

  @Test
  void rowsAndSeatsAreInTheirNormalForm() {
    PlanSeat seat = plan(small("\"row_number\": \"A\"", "\"row_number\": \"A\\u0308\"")).seats().getFirst();

    assertThat(seat.row()).isEqualTo("\u00C4");
    assertThat(plan(text("three-pieces").replace("\"row_number\": \"1\"", "\"row_number\": \"A\\u0308\"")).seats())
        .extracting(PlanSeat::row).containsOnly("\u00C4");
  }

  @Test
  void categoryOfASeatMayHaveAnotherSpelling() {
    SeatingPlan plan = plan(small("\"name\": \"Adult\"", "\"name\": \"A\u0308\"").replace("\"category\": \"Adult\"",
        "\"category\": \"\u00C4\""));

    assertThat(plan.seats()).extracting(PlanSeat::category).containsOnly(0);
    assertThat(plan.categories().getFirst().name()).isEqualTo("A\u0308");
    assertThat(mistakes(text("several-zones").replace("\"Seat\"", "\"\u00C4\"").replace("\"Box seat\"", "\"A\u0308\"")))
        .contains(new PlanMistake("/categories/1/name", "is the name of /categories/0, too"));
  }

  @Test
  void byteOrderMarkIsNoMistake() {
    assertThat(plan("\uFEFF" + text("small")).seats()).hasSize(2);
  }

  @Test
  void whatIsNotNeededMayBeMissing() {
    String bare = """
        {"name":"","size":{"width":1,"height":1},"categories":[{"name":"c","color":"x"}],"zones":[{"position":{"x":0,"y":0},
        "rows":[{"row_number":"1","seats":[{"seat_guid":"","seat_number":"1","position":{"x":0,"y":0},"category":"c"}]}]}]}
        """;

    assertThat(plan(bare).seats()).hasSize(1);
    assertThat(plan(bare).sections()).containsExactly(new Section("1", "1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"radius\": null", "\"x_radius\": -8.5", "\"new_field\": [[[[[[[[[{\"a\": 1}]]]]]]]]]"})
  void unknownFieldsAndNullsAreSkipped(String instead) {
    assertThat(plan(small("\"radius\": 8.5", instead)).seats()).hasSize(2);
  }

  /** On a busy machine; alone it takes a fifth of a second. */
  @Test
  @Timeout(20)
  void hundredThousandSeatsAreRead() {
    byte[] document = ExamplePlans.hall(250, 400);

    PlanReading reading = LayoutReader.read(document);

    assertThat(reading).isInstanceOfSatisfying(PlanReading.Valid.class,
        valid -> assertThat(valid.plan().seats()).hasSize(100_000));
  }

  @Test
  void examplePlansAreWithoutMistake() {
    assertThat(LayoutReader.read(ExamplePlans.theatre())).isInstanceOf(PlanReading.Valid.class);
    assertThat(LayoutReader.read(ExamplePlans.arena())).isInstanceOfSatisfying(PlanReading.Valid.class, arena -> {
      assertThat(arena.plan().seats()).hasSize(20_000);
      assertThat(arena.plan().sections()).hasSize(72);
    });
  }
}
