package io.seatlock.plan.layout;

import static io.seatlock.plan.layout.Documents.mistakes;
import static io.seatlock.plan.layout.Documents.plan;
import static io.seatlock.plan.layout.Documents.small;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whoever reads the plan must be able to find the seat that a companion goes with. */
class CompanionTests {

  private static final String SECOND = "/zones/0/rows/0/seats/1";

  /** The second of the two seats. */
  private static String companionOf(String guid) {
    return small("\"y\": 0.25},", "\"y\": 0.25}, \"companion_of\": \"" + guid + "\",");
  }

  @Test
  void companionNamesAnotherSeat() {
    assertThat(plan(companionOf("ground_floor-A-1")).seats().getLast().companionOf()).isEqualTo("ground_floor-A-1");
  }

  @Test
  void companionOfOneOfSeveralSeatsIsAMistakeThatNamesBoth() {
    String document = companionOf("ground_floor-A-1").replace("ground_floor-A-2", "ground_floor-A-1");

    assertThat(mistakes(document)).containsExactly(new PlanMistake(SECOND + "/companion_of",
        "is the seat_guid of /zones/0/rows/0/seats/0 and of " + SECOND
            + "; give each seat its own seat_guid"));
  }

  @Test
  void companionOfItselfIsAMistake() {
    assertThat(mistakes(companionOf("ground_floor-A-2"))).containsExactly(new PlanMistake(SECOND + "/companion_of",
        "is the seat_guid of the seat itself; write that of the accessible seat"));
  }

  @Test
  void seatsThatNobodyGoesWithMayShareAName() {
    assertThat(plan(small("ground_floor-A-2", "ground_floor-A-1")).seats()).hasSize(2);
  }
}
