package io.seatlock.best.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.plan.Occupancy;
import io.seatlock.plan.PlanSeat;
import io.seatlock.plan.SeatingPlan;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlternativesTests {

  /** Row A: five red seats, the third is taken. Row B: two red, an aisle, three blue. */
  private final SeatingPlan plan = RandomHouses.plan(
      IntStream.range(0, 10).mapToObj(i -> new PlanSeat(i, i < 5 ? "A" : "B", String.valueOf(i % 5), 0, i < 7 ? 0 : 1,
          i / 5, i < 7 ? i % 5 : i, i % 5, i < 5 ? 0 : 1, false, null)).toList(),
      1, false);

  private final FreeSeats free = FreeSeats.of(RandomHouses.house(plan),
      new Occupancy("etag", Instant.EPOCH, new byte[] {0b00_00_01_00}));

  @Test
  void largestBlockAndSinglesAreOfTheWishAndOtherCategoriesAreNamed() {
    assertThat(Alternatives.of(free, new Wish(4, 0, Wish.ANY, true)))
        .isEqualTo(new Alternatives(2, 6, List.of(new Alternatives.InCategory("Blue", 3, 3))));
    assertThat(Alternatives.of(free, new Wish(4, 1, Wish.ANY, true)))
        .isEqualTo(new Alternatives(3, 3, List.of(new Alternatives.InCategory("Red", 2, 6))));
  }

  @Test
  void whoWelcomesAnyCategoryIsToldOfNoOther() {
    assertThat(Alternatives.of(free, new Wish(4, Wish.ANY, Wish.ANY, true)))
        .isEqualTo(new Alternatives(3, 9, List.of()));
  }

  @Test
  void fullHouseHasNothing() {
    free.take(IntStream.range(0, 10).toArray());

    assertThat(Alternatives.of(free, new Wish(1, 0, Wish.ANY, true))).isEqualTo(new Alternatives(0, 0, List.of()));
  }

  @Test
  void wishIsGrantedIfAndOnlyIfThereIsAChoice() {
    Random random = new Random(7);
    RandomHouses houses = new RandomHouses(7);
    int granted = 0;
    for (int i = 0; i < 2000; i++) {
      SeatingPlan some = houses.plan(30);
      byte[] bits = new byte[8];
      random.nextBytes(bits);
      FreeSeats seen = FreeSeats.of(RandomHouses.house(some), new Occupancy("etag", Instant.EPOCH, bits));
      Wish wish = new Wish(1 + random.nextInt(4), random.nextInt(3) - 1, random.nextInt(some.sections().size() + 1) - 1,
          random.nextBoolean());
      boolean grants = Alternatives.of(seen, wish).grants(wish);
      assertThat(grants).isEqualTo(!BestSeats.choose(seen, wish).isEmpty());
      granted += grants ? 1 : 0;
    }
    assertThat(granted).isBetween(200, 1800);
  }
}
