package io.seatlock.best.choice;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Chooses seats that are not all side by side: with as few single seats as possible, then with the smallest sum of
 * distances from the focal point. Exact, by dynamic programming over the seats: for each number of seats chosen so far,
 * and for each of three states of the last seat, it keeps the lowest cost.
 */
final class Scattered {

  /** The cost of a single seat. Larger than the distances of 50 seats together. */
  private static final long SINGLE_COST = 64 * House.FARTHEST;

  /** Larger than the cost of 50 single seats, and small enough that sums do not overflow. */
  private static final long IMPOSSIBLE = Long.MAX_VALUE / 4;

  private static final int LEFT_OUT = 0;

  /** Chosen, and so far without a chosen neighbour. */
  private static final int SINGLE = 1;

  private static final int WITH_NEIGHBOUR = 2;

  private static final int STATES = 3;

  private final House house;

  private final int count;

  private final int[] positions;

  /** By seat, number chosen and state: the state of the previous seat. */
  private final byte[][] cameFrom;

  private long[] costs;

  private long[] next;

  private Scattered(House house, int count, int[] positions) {
    this.house = house;
    this.count = count;
    this.positions = positions;
    cameFrom = new byte[positions.length][(count + 1) * STATES];
    costs = new long[(count + 1) * STATES];
    next = new long[costs.length];
    Arrays.fill(costs, IMPOSSIBLE);
    costs[LEFT_OUT] = 0;
  }

  /**
   * The best choice of each section that was searched; if no section has enough seats, one choice across all of them.
   * Searches the nearest sections first, and ends when no later section can have a better choice.
   */
  static RankedChoices best(FreeSeats free, Wish wish, IntPredicate eligible) {
    House house = free.house();
    int[] all = IntStream.range(0, house.size())
        .filter(at -> free.isFree(at) && wish.wantsSection(house.section(at)) && eligible.test(at)).toArray();
    RankedChoices ranked = new RankedChoices();
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

  private static void offer(RankedChoices ranked, House house, int count, int[] positions) {
    if (positions.length >= count) {
      Scattered scattered = new Scattered(house, count, positions);
      scattered.run();
      ranked.offer(scattered.cost(), scattered.chosen());
    }
  }

  private void run() {
    for (int seat = 0; seat < positions.length; seat++) {
      step(seat);
      long[] before = costs;
      costs = next;
      next = before;
    }
  }

  private void step(int seat) {
    boolean beside = seat > 0 && positions[seat - 1] + 1 == positions[seat]
        && house.isNextToPrevious(positions[seat]);
    long distance = house.distance(positions[seat]);
    for (int chosen = 0; chosen <= count; chosen++) {
      int ended = bestState(chosen);
      set(seat, chosen, LEFT_OUT, ended, costOfEnd(chosen, ended));
      if (chosen == 0) {
        set(seat, chosen, SINGLE, LEFT_OUT, IMPOSSIBLE);
        set(seat, chosen, WITH_NEIGHBOUR, LEFT_OUT, IMPOSSIBLE);
      } else {
        choose(seat, chosen, beside, distance);
      }
    }
  }

  private void choose(int seat, int chosen, boolean beside, long distance) {
    int before = chosen - 1;
    int apart = beside ? LEFT_OUT : bestState(before);
    set(seat, chosen, SINGLE, apart, costOfEnd(before, apart) + distance);
    int neighbour = cost(before, SINGLE) < cost(before, WITH_NEIGHBOUR) ? SINGLE : WITH_NEIGHBOUR;
    set(seat, chosen, WITH_NEIGHBOUR, neighbour, beside ? cost(before, neighbour) + distance : IMPOSSIBLE);
  }

  private void set(int seat, int chosen, int state, int from, long cost) {
    next[chosen * STATES + state] = Math.min(cost, IMPOSSIBLE);
    cameFrom[seat][chosen * STATES + state] = (byte) from;
  }

  private long cost(int chosen, int state) {
    return costs[chosen * STATES + state];
  }

  /** The cost of this state if the series of chosen seats ends here: a single seat then gets its additional cost. */
  private long costOfEnd(int chosen, int state) {
    return cost(chosen, state) + (state == SINGLE ? SINGLE_COST : 0);
  }

  private int bestState(int chosen) {
    int best = LEFT_OUT;
    for (int state = SINGLE; state < STATES; state++) {
      best = costOfEnd(chosen, state) < costOfEnd(chosen, best) ? state : best;
    }
    return best;
  }

  private long cost() {
    return costOfEnd(count, bestState(count));
  }

  private int[] chosen() {
    int[] chosen = new int[count];
    int left = count;
    int state = bestState(count);
    for (int seat = positions.length - 1; left > 0; seat--) {
      int before = cameFrom[seat][left * STATES + state];
      if (state != LEFT_OUT) {
        chosen[--left] = positions[seat];
      }
      state = before;
    }
    return chosen;
  }
}
