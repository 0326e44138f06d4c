package io.seatlock.best.choice;

import io.seatlock.plan.Occupancy;
import io.seatlock.plan.PlanSeat;
import io.seatlock.plan.SeatingPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random houses with aisles, sections, categories and accessible seats. */
public final class RandomHouses {

  private final Random random;

  public RandomHouses(long seed) {
    random = new Random(seed);
  }

  /**
   * At most 6 by 10 seats.
   *
   * @param most how many seats at most
   */
  SeatingPlan plan(int most) {
    int rows = 1 + random.nextInt(6);
    return plan(rows, Math.min(1 + random.nextInt(10), most / rows));
  }

  public SeatingPlan plan(int rows, int seatsInRow) {
    int sections = 1 + random.nextInt(2);
    boolean aisles = random.nextBoolean();
    boolean accessible = random.nextInt(3) == 0;
    List<PlanSeat> seats = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      int place = 0;
      for (int number = 0; number < seatsInRow; number++) {
        seats.add(seat(seats.size(), row, number, row * sections / rows, place, accessible));
        place += aisles && random.nextInt(6) == 0 ? 2 : 1;
      }
    }
    return plan(seats, sections, false);
  }

  private PlanSeat seat(int index, int row, int number, int section, int place, boolean accessible) {
    return new PlanSeat(index, "R" + row, String.valueOf(number), section, random.nextInt(3) - 1, row, place,
        number * 25 + random.nextInt(7), row * 40, accessible && random.nextInt(5) == 0,
        accessible && random.nextInt(9) == 0 ? "somebody" : null);
  }

  public static SeatingPlan plan(List<PlanSeat> seats, int sections, boolean refusesOrphans) {
    return SeatingPlan.of("small", new SeatingPlan.Size(300, 300),
        List.of(new SeatingPlan.Section("s0", "Stalls"), new SeatingPlan.Section("s1", "Balcony")).subList(0, sections),
        List.of(new SeatingPlan.Category("Red", "#f00"), new SeatingPlan.Category("Blue", "#00f")), seats,
        new SeatingPlan.Point(120, -30), refusesOrphans);
  }

  static House house(SeatingPlan plan) {
    return new House(plan);
  }

  /** Between empty and full. */
  Occupancy occupancy(SeatingPlan plan) {
    return occupancy(plan, random.nextInt(11));
  }

  /** @param tenths of the seats that are taken */
  Occupancy occupancy(SeatingPlan plan, int tenths) {
    byte[] bits = new byte[(plan.seats().size() + 3) / 4];
    for (int index = 0; index < plan.seats().size(); index++) {
      if (random.nextInt(10) < tenths) {
        bits[index / 4] |= (byte) ((1 + random.nextInt(2)) << (6 - 2 * (index % 4)));
      }
    }
    return new Occupancy("etag", Instant.EPOCH, bits);
  }

  Wish wish(int sections) {
    int section = random.nextInt(4) == 0 ? random.nextInt(sections) : Wish.ANY;
    return new Wish(1 + random.nextInt(4), random.nextInt(4) == 0 ? random.nextInt(2) : Wish.ANY, section,
        random.nextBoolean());
  }
}
