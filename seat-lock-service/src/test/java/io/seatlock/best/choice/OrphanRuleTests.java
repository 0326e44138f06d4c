package io.seatlock.best.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.plan.Occupancy;
import io.seatlock.plan.PlanSeat;
import io.seatlock.plan.SeatingPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrphanRuleTests {

  private long judged;

  private long refused;

  /** @param row of one letter a seat: {@code x} taken, {@code .} free, {@code ?} asked for, {@code !} free and left alone */
  @ParameterizedTest
  @CsvSource({"!?.., 0", "..?!, 3", "!?!x, 0", "!?x, -1", "?., -1", "x!?..x, 1", "!??!, 0", "!??!x??, 0", "!??, -1",
      "??!x, -1", "..??..,-1",
      "?..., -1", "!?!, 0", "!?!?..., 0", "!?, -1", "...?!?, 4", "x?x, -1", "x?..x, -1"})
  void seatThatIsLeftAloneIsNamedIfABetterChoiceExists(String row, int orphan) {
    List<PlanSeat> seats = IntStream.range(0, row.length()).mapToObj(
        place -> new PlanSeat(place, "A", String.valueOf(place), 0, 0, 0, place, place, 0, false, null)).toList();
    SeatingPlan plan = RandomHouses.plan(seats, 1, true);
    FreeSeats freeSeats = FreeSeats.of(RandomHouses.house(plan), new Occupancy("etag", Instant.EPOCH, new byte[0]));
    freeSeats.take(places(row, 'x'));

    assertThat(OrphanRule.avoidableOrphan(freeSeats, places(row, '?'))).isEqualTo(orphan);
  }

  private static int[] places(String row, char what) {
    return IntStream.range(0, row.length()).filter(place -> row.charAt(place) == what).toArray();
  }

  @Test
  void takenSeatsAreNotJudged() {
    SeatingPlan plan = new RandomHouses(1).plan(1, 4);
    FreeSeats freeSeats = FreeSeats.of(RandomHouses.house(plan),
        new Occupancy("etag", Instant.EPOCH, new byte[] {(byte) 0b01_00_00_00}));

    assertThat(OrphanRule.avoidableOrphan(freeSeats, 0, 2)).isEqualTo(OrphanRule.NONE);
  }

  /** Against the words of the rule, seat by seat. */
  @Test
  void ruleIsWhatItsWordsSay() {
    RandomHouses houses = new RandomHouses(7);
    Random random = new Random(7);
    for (int house = 0; house < 3000; house++) {
      SeatingPlan plan = houses.plan(30);
      Occupancy occupancy = houses.occupancy(plan, random.nextInt(5));
      compare(plan, occupancy, random);
    }
    System.out.printf("Orphan rule: %d choices, %d refused%n", judged, refused);
    assertThat(refused).isBetween(judged / 50, judged / 2);
  }

  private void compare(SeatingPlan plan, Occupancy occupancy, Random random) {
    List<PlanSeat> free = new ArrayList<>(
        plan.seats().stream().filter(seat -> occupancy.isAvailable(seat.index())).toList());
    FreeSeats freeSeats = FreeSeats.of(RandomHouses.house(plan), occupancy);
    for (int tries = 0; tries < 20 && !free.isEmpty(); tries++) {
      int from = random.nextInt(free.size());
      List<PlanSeat> asked = free.subList(from, Math.min(free.size(), from + 1 + random.nextInt(4)));
      int orphan = OrphanRule.avoidableOrphan(freeSeats, asked.stream().mapToInt(PlanSeat::index).toArray());
      List<Integer> avoidable = new OrphanOracle(free, asked).avoidable();
      if (avoidable.isEmpty()) {
        assertThat(orphan).isEqualTo(OrphanRule.NONE);
      } else {
        assertThat(avoidable).contains(orphan);
        refused++;
      }
      judged++;
    }
  }
}
