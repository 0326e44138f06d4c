package io.seatlock.best.choice;

import io.seatlock.plan.Occupancy;
import io.seatlock.plan.PlanSeat;
import io.seatlock.plan.SeatingPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Plays granted choices again in the order of their versions, and compares each with the best choice among the seats that
 * were free just before it.
 */
public final class Replay {

  /** @param indexes of the plan */
  public record Granted(long version, List<Integer> indexes, boolean adjacent) {}

  private final SeatingPlan plan;

  private final House house;

  private final byte[] bits;

  public Replay(SeatingPlan plan) {
    this.plan = plan;
    this.house = RandomHouses.house(plan);
    this.bits = new byte[(plan.seats().size() + 3) / 4];
  }

  /** @return those that were not the best, of any order within one version that there can have been; empty if all were */
  public List<Granted> worseThanTheBest(List<Granted> granted) {
    TreeMap<Long, List<Granted>> byVersion = granted.stream()
        .collect(Collectors.groupingBy(Granted::version, TreeMap::new, Collectors.toList()));
    List<Granted> worse = new ArrayList<>();
    for (List<Granted> together : byVersion.values()) {
      if (!canBePlayed(new ArrayList<>(together))) {
        worse.addAll(together);
      }
      together.forEach(each -> mark(each, 1));
    }
    return worse;
  }

  /** Those of one version were granted in one step, in an order that nobody tells. */
  private boolean canBePlayed(List<Granted> together) {
    if (together.isEmpty()) {
      return true;
    }
    // Computed once for each: a rank looks at the whole house.
    Map<Granted, Oracle.Rank> ranks = new HashMap<>();
    together.forEach(each -> ranks.put(each, rank(each.indexes, each)));
    together.sort(Comparator.comparing(ranks::get));
    for (Granted first : List.copyOf(together)) {
      if (isTheBest(first)) {
        together.remove(first);
        mark(first, 1);
        boolean played = canBePlayed(new ArrayList<>(together));
        mark(first, 0);
        if (played) {
          return true;
        }
        together.add(first);
      }
    }
    return false;
  }

  private boolean isTheBest(Granted each) {
    List<int[]> best = BestSeats.choose(FreeSeats.of(house, occupancy()), wish(each));
    return !best.isEmpty()
        && rank(each.indexes, each).equals(rank(IntStream.of(best.getFirst()).boxed().toList(), each));
  }

  private Oracle.Rank rank(List<Integer> indexes, Granted each) {
    List<PlanSeat> seats = indexes.stream().map(plan.seats()::get).toList();
    return Objects.requireNonNullElse(new Oracle(plan, occupancy(), wish(each)).rank(seats),
        new Oracle.Rank(true, Integer.MAX_VALUE, 0, 0));
  }

  private static Wish wish(Granted each) {
    return new Wish(each.indexes.size(), Wish.ANY, Wish.ANY, each.adjacent);
  }

  private Occupancy occupancy() {
    return new Occupancy("etag", Instant.EPOCH, bits);
  }

  private void mark(Granted each, int state) {
    for (int index : each.indexes) {
      int shift = 6 - 2 * (index % 4);
      bits[index / 4] = (byte) ((bits[index / 4] & ~(3 << shift)) | (state << shift));
    }
  }
}
