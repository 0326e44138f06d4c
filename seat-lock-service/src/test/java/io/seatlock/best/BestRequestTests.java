package io.seatlock.best;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatlock.plan.SeatingPlan;
import io.seatlock.plan.SeatingPlan.Category;
import io.seatlock.plan.SeatingPlan.Section;
import io.seatlock.seat.InvalidRequest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BestRequestTests {

  private static final SeatingPlan PLAN = SeatingPlan.of("hall", new SeatingPlan.Size(1, 1),
      List.of(new Section("s", "Stalls"), new Section("b", "Loge\u0301")),
      List.of(new Category("Adult", "#336699"), new Category("Cafe\u0301", "#336699"),
          new Category("\u06F1", "#336699")),
      List.of(), new SeatingPlan.Point(0, 0), false);

  private static BestRequest request(@Nullable String category, @Nullable String section) {
    return new BestRequest("hall", "ann", 2L, category, section, true, Duration.ofMinutes(1), null);
  }

  /** Each text of a body is normalized before it gets here; the plan keeps its own spelling. */
  @Test
  void categoryAndSectionAreFoundInEverySpelling() {
    for (String category : List.of("Caf\u00E9", "Cafe\u0301")) {
      assertThat(request(category, null).wish(PLAN).category()).isEqualTo(1);
    }
    for (String category : List.of("\u0661", "\u06F1")) {
      assertThat(request(category, null).wish(PLAN).category()).isEqualTo(2);
    }
    for (String section : List.of("Log\u00E9", "Loge\u0301", "b")) {
      assertThat(request(null, section).wish(PLAN).section()).isEqualTo(1);
    }
  }

  @Test
  void unknownNameIsRefusedWithThoseOfThePlan() {
    assertThatThrownBy(() -> request("adult", null).wish(PLAN)).isInstanceOfSatisfying(InvalidRequest.class,
        refused -> assertThat(refused.field() + " " + refused.advice())
            .isEqualTo("category is not in the plan of this venue; its plan has 'Adult', 'Cafe\u0301', '\u06F1'"));
    assertThatThrownBy(() -> request(null, "x").wish(PLAN)).isInstanceOfSatisfying(InvalidRequest.class,
        refused -> assertThat(refused.field() + " " + refused.advice())
            .isEqualTo("section is not in the plan of this venue; its plan has 's', 'b'"));
  }
}
