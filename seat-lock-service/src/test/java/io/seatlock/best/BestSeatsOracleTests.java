package io.seatlock.best;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.best.Oracle.Rank;
import io.seatlock.plan.Occupancy;
import io.seatlock.plan.PlanSeat;
import io.seatlock.plan.SeatingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The choice against all sets of seats, in random houses; compared is the rank, since sets of one rank are equally good. */
class BestSeatsOracleTests {

  private long choices;

  private long sets;

  private long scattered;

  private long none;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void noSetOfSeatsIsBetterThanTheChoice(int seed) {
    SmallHouses houses = new SmallHouses(seed);
    for (int house = 0; house < 1500; house++) {
      SeatingPlan plan = houses.plan(24);
      compare(plan, houses.occupancy(plan), houses.wish(plan.sections().size()));
    }

    System.out.printf("Seed %d: %d houses, %d sets of seats; %d choices were scattered, %d impossible%n", seed, choices,
        sets, scattered, none);
    assertThat(scattered).isGreaterThan(50);
    assertThat(none).isBetween(50L, choices / 2);
  }

  @Test
  void noSetOfSeatsIsBetterInAFullSizedHouse() {
    SmallHouses houses = new SmallHouses(60);
    for (int house = 0; house < 400; house++) {
      SeatingPlan plan = houses.plan(60);
      compare(plan, houses.occupancy(plan), houses.wish(plan.sections().size()));
    }

    System.out.printf("Up to 6x10: %d houses, %d sets of seats%n", choices, sets);
    assertThat(sets).isGreaterThan(500_000);
  }

  private void compare(SeatingPlan plan, Occupancy occupancy, Wish wish) {
    List<int[]> chosen = BestSeats.choose(Picture.of(new House(plan), occupancy), wish);

    Oracle oracle = new Oracle(plan, occupancy, wish);
    Rank best = oracle.best();
    List<Rank> ranks = chosen.stream().map(choice -> rank(oracle, plan, choice)).toList();
    String house = wish + " of " + plan.seats() + " without " + taken(plan, occupancy);
    if (best == null) {
      assertThat(chosen).as(house).isEmpty();
    } else {
      assertThat(ranks).as(house).isNotEmpty().isSorted().first().isEqualTo(best);
    }
    choices++;
    sets += oracle.compared();
    scattered += best != null && best.step() > 2 ? 1 : 0;
    none += best == null ? 1 : 0;
  }

  private static Rank rank(Oracle oracle, SeatingPlan plan, int[] choice) {
    List<PlanSeat> seats = new ArrayList<>(IntStream.of(choice).distinct().mapToObj(plan.seats()::get).toList());
    return Objects.requireNonNull(oracle.rank(seats), "seats that the wish does not allow");
  }

  private static List<Integer> taken(SeatingPlan plan, Occupancy occupancy) {
    return plan.seats().stream().map(PlanSeat::index).filter(index -> !occupancy.isAvailable(index)).toList();
  }
}
