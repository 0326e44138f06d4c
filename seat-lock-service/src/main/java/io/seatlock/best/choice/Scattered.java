package io.seatlock.best.choice;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Seats that are not all side by side: as few people alone as possible, then as near to the focal point as possible, all
 * together. Exact, by going through the seats once: for each number of seats chosen so far it keeps the least cost, for
 * each of three ways in which the last seat may stand.
 */
final class Scattered {

  /** Above all distances of 50 seats together. */
  private static final long ALONE = 64 * House.FARTHEST;

  /** Above 50 people alone, and far from an overflow. */
  private static final long IMPOSSIBLE = Long.MAX_VALUE / 4;

  private static final int LEFT_OUT = 0;

  /** Chosen, and so far without a neighbour. */
  private static final int SINGLE = 1;

  private static final int IN_COMPANY = 2;

  private static final int WAYS = 3;

  private final House house;

  private final int count;

  private final int[] positions;

  /** By seat, number chosen and way: the way of the seat before. */
  private final byte[][] cameFrom;

  private long[] costs;

  private long[] next;

  private Scattered(House house, int count, int[] positions) {
    this.house = house;
    this.count = count;
    this.positions = positions;
    cameFrom = new byte[positions.length][(count + 1) * WAYS];
    costs = new long[(count + 1) * WAYS];
    next = new long[costs.length];
    Arrays.fill(costs, IMPOSSIBLE);
    costs[LEFT_OUT] = 0;
  }

  /**
   * One choice for each section that was looked at; if no section has enough seats, one across all of them. Sections come
   * nearest first, so that the search ends when no later one can have a better choice.
   */
  static Ranked best(FreeSeats free, Wish wish, IntPredicate eligible) {
    House house = free.house();
    int[] all = IntStream.range(0, house.size())
        .filter(at -> free.isFree(at) && wish.wantsSection(house.section(at)) && eligible.test(at)).toArray();
    Ranked ranked = new Ranked();
    for (int[] section : bySection(house, all)) {
      if (!ranked.isEmpty() && ranked.best() <= wish.count() * nearest(house, section)) {
        break;
      }
      offer(ranked, house, wish.count(), section);
    }
    if (ranked.isEmpty()) {
      offer(ranked, house, wish.count(), all);
    }
    return ranked;
  }

  private static List<int[]> bySection(House house, int[] positions) {
    return IntStream.of(positions).boxed().collect(Collectors.groupingBy(house::section)).values().stream()
        .map(section -> section.stream().mapToInt(Integer::intValue).toArray())
        .sorted(Comparator.comparingLong(section -> nearest(house, section))).toList();
  }

  private static long nearest(House house, int[] positions) {
    return IntStream.of(positions).mapToLong(house::distance).min().orElseThrow();
  }

  private static void offer(Ranked ranked, House house, int count, int[] positions) {
    if (positions.length >= count) {
      Scattered scattered = new Scattered(house, count, positions);
      scattered.goThrough();
      ranked.offer(scattered.cost(), scattered.chosen());
    }
  }

  private void goThrough() {
    for (int seat = 0; seat < positions.length; seat++) {
      step(seat);
      long[] before = costs;
      costs = next;
      next = before;
    }
  }

  private void step(int seat) {
    boolean beside = seat > 0 && positions[seat - 1] + 1 == positions[seat]
        && house.isBesideTheLast(positions[seat]);
    long distance = house.distance(positions[seat]);
    for (int chosen = 0; chosen <= count; chosen++) {
      int ended = wayToEnd(chosen);
      set(seat, chosen, LEFT_OUT, ended, costOfEnd(chosen, ended));
      if (chosen == 0) {
        set(seat, chosen, SINGLE, LEFT_OUT, IMPOSSIBLE);
        set(seat, chosen, IN_COMPANY, LEFT_OUT, IMPOSSIBLE);
      } else {
        choose(seat, chosen, beside, distance);
      }
    }
  }

  private void choose(int seat, int chosen, boolean beside, long distance) {
    int before = chosen - 1;
    int apart = beside ? LEFT_OUT : wayToEnd(before);
    set(seat, chosen, SINGLE, apart, costOfEnd(before, apart) + distance);
    int company = cost(before, SINGLE) < cost(before, IN_COMPANY) ? SINGLE : IN_COMPANY;
    set(seat, chosen, IN_COMPANY, company, beside ? cost(before, company) + distance : IMPOSSIBLE);
  }

  private void set(int seat, int chosen, int way, int from, long cost) {
    next[chosen * WAYS + way] = Math.min(cost, IMPOSSIBLE);
    cameFrom[seat][chosen * WAYS + way] = (byte) from;
  }

  private long cost(int chosen, int way) {
    return costs[chosen * WAYS + way];
  }

  /** What it costs if the seat after the last is not beside it, or not chosen. */
  private long costOfEnd(int chosen, int way) {
    return cost(chosen, way) + (way == SINGLE ? ALONE : 0);
  }

  private int wayToEnd(int chosen) {
    int best = LEFT_OUT;
    for (int way = SINGLE; way < WAYS; way++) {
      best = costOfEnd(chosen, way) < costOfEnd(chosen, best) ? way : best;
    }
    return best;
  }

  private long cost() {
    return costOfEnd(count, wayToEnd(count));
  }

  private int[] chosen() {
    int[] chosen = new int[count];
    int left = count;
    int way = wayToEnd(count);
    for (int seat = positions.length - 1; left > 0; seat--) {
      int before = cameFrom[seat][left * WAYS + way];
      if (way != LEFT_OUT) {
        chosen[--left] = positions[seat];
      }
      way = before;
    }
    return chosen;
  }
}
