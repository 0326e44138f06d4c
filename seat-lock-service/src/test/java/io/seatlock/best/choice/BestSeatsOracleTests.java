package io.seatlock.best.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.best.choice.Oracle.Rank;
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
    RandomHouses houses = new RandomHouses(seed);
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
    RandomHouses houses = new RandomHouses(60);
    for (int house = 0; house < 400; house++) {
      SeatingPlan plan = houses.plan(60);
      compare(plan, houses.occupancy(plan), houses.wish(plan.sections().size()));
    }

    System.out.printf("Up to 6x10: %d houses, %d sets of seats%n", choices, sets);
    assertThat(sets).isGreaterThan(400_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void allAlternativesAreInTheOrderOfTheirRanks(int seed) {
    RandomHouses houses = new RandomHouses(seed);
    SeatingPlan plan = houses.plan(20, 30);
    Wish wish = new Wish(seed, Wish.ANY, Wish.ANY, true);
    Occupancy occupancy = houses.occupancy(plan, 2);

    List<int[]> chosen = BestSeats.choose(FreeSeats.of(RandomHouses.house(plan), occupancy), wish);

    Oracle oracle = new Oracle(plan, occupancy, wish);
    List<Rank> blocks = IntStream.rangeClosed(0, plan.seats().size() - seed)
        .mapToObj(first -> oracle.rank(plan.seats().subList(first, first + seed))).filter(Objects::nonNull)
        .filter(rank -> !rank.reserved()).sorted().limit(RankedChoices.MAX_CHOICES).toList();
    assertThat(blocks).hasSizeGreaterThan(20);
    assertThat(chosen.stream().map(choice -> rank(oracle, plan, choice))).isEqualTo(blocks);
  }

  private void compare(SeatingPlan plan, Occupancy occupancy, Wish wish) {
    List<int[]> chosen = BestSeats.choose(FreeSeats.of(RandomHouses.house(plan), occupancy), wish);

    Oracle oracle = new Oracle(plan, occupancy, wish);
    Rank best = oracle.best();
    List<Rank> ranks = chosen.stream().map(choice -> rank(oracle, plan, choice)).toList();
    String house = wish + " of " + plan.seats() + " without " + taken(plan, occupancy);
    if (best == null) {
      assertThat(chosen).as(house).isEmpty();
    } else {
      assertThat(ranks).as(house).isNotEmpty().isSorted().first().isEqualTo(best);
    }
    if (best != null && best.step() <= 2 && !best.reserved()) {
      List<Rank> ordinary = oracle.blocks().stream().filter(rank -> !rank.reserved()).toList();
      assertThat(ranks).as(house).isEqualTo(ordinary.subList(0, Math.min(RankedChoices.MAX_CHOICES, ordinary.size())));
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
