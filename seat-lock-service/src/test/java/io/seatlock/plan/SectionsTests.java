package io.seatlock.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.plan.SeatingPlan.Section;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SectionsTests {

  /** @param withSeats sections that have one */
  private static SeatingPlan plan(List<Section> sections, int... withSeats) {
    return SeatingPlan.of("house", new SeatingPlan.Size(10, 10), sections, List.of(), IntStream.range(0,
        withSeats.length).mapToObj(i -> new PlanSeat(i, "A", "" + i, withSeats[i], -1, i, 0, 0, 0, false, null))
        .toList(),
        new SeatingPlan.Point(0, 0), false);
  }

  @Test
  void sectionIsFoundByItsIdAndByItsName() {
    SeatingPlan plan = plan(List.of(new Section("s", "Stalls"), new Section("b", "Balcony")), 0, 1);

    assertThat(List.of("s", "Stalls", "b", "Balcony", "x")).map(plan::indexOfSection).containsExactly(0, 0, 1, 1, -1);
  }

  /** The texts of a request are normalized, and a plan keeps its own spelling. */
  @Test
  void sectionIsFoundInEverySpelling() {
    SeatingPlan plan = plan(
        List.of(new Section("A\u0308", "\u0631\u062F\u06CC\u0641 \u06F1"), new Section("\u00D6", "o")), 0, 1);

    assertThat(
        List.of("A\u0308", "\u00C4", "\u0631\u062F\u06CC\u0641 \u06F1", "\u0631\u062F\u06CC\u0641 \u0661", "O\u0308"))
        .map(plan::indexOfSection).containsExactly(0, 0, 0, 0, 1);
  }

  @Test
  void idCountsBeforeANameThatIsTheSame() {
    assertThat(plan(List.of(new Section("1", "2"), new Section("2", "1")), 0, 1).indexOfSection("2")).isEqualTo(1);
  }

  @Test
  void sectionWithoutSeatsHidesNoOther() {
    List<Section> sections = List.of(new Section("1", "Stage"), new Section("b", "1"));

    assertThat(plan(sections, 1).indexOfSection("1")).isEqualTo(1);
    assertThat(plan(sections, 1).indexOfSection("Stage")).isZero();
  }
}
