package io.seatlock.best.choice;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Finds orphans: single free seats between taken seats or aisles, which are hard to sell. A series of free seats side
 * by side ends at taken seats and at aisles, but not where the category changes.
 */
public final class OrphanRule {

  public static final int NONE = -1;

  private final FreeSeats free;

  /** The positions of the requested seats, in ascending order. */
  private final int[] chosen;

  private OrphanRule(FreeSeats free, int[] chosen) {
    this.free = free;
    this.chosen = chosen;
  }

  /**
   * Whether a block isolates a single free seat at one of its sides.
   *
   * @param length the length of the series of free seats in which the block lies
   * @param offset the offset of the block in this series
   */
  static boolean isolatesSeat(int length, int count, int offset) {
    return offset == 1 || length - count - offset == 1;
  }

  /**
   * The seat that this choice would isolate, if equally many seats side by side in the same series of free seats would
   * isolate none.
   *
   * @param indexes the chosen seats as indexes in the plan; if one of them is taken, the result is {@link #NONE}
   * @return an index of the plan, or {@link #NONE}
   */
  public static int avoidableOrphan(FreeSeats free, int... indexes) {
    House house = free.house();
    int[] chosen = IntStream.of(indexes).map(house::positionOf).sorted().toArray();
    if (!IntStream.of(chosen).allMatch(free::isFree)) {
      return NONE;
    }
    OrphanRule rule = new OrphanRule(free, chosen);
    return IntStream.of(chosen).map(at -> rule.orphan(free.startOfFree(at), free.endOfFree(at)))
        .filter(orphan -> orphan != NONE).map(orphan -> house.seat(orphan).index()).findFirst().orElse(NONE);
  }

  private int orphan(int from, int to) {
    for (int at = from; at < to; at++) {
      boolean alone = !isChosen(at) && (at == from || isChosen(at - 1)) && (at + 1 == to || isChosen(at + 1));
      if (alone && isBetterPossible(from, to)) {
        return at;
      }
    }
    return NONE;
  }

  private boolean isChosen(int position) {
    return Arrays.binarySearch(chosen, position) >= 0;
  }

  /**
   * Whether a block of equal size in this series isolates no seat. Considers only seats of the requested categories,
   * and accessible or companion seats only if one was requested.
   */
  private boolean isBetterPossible(int from, int to) {
    int count = (int) IntStream.range(from, to).filter(this::isChosen).count();
    int fitting = 0;
    for (int at = from; at < to; at++) {
      fitting = fits(at) ? fitting + 1 : 0;
      if (fitting >= count && !isolatesSeat(to - from, count, at + 1 - count - from)) {
        return true;
      }
    }
    return false;
  }

  private boolean fits(int position) {
    House house = free.house();
    return IntStream.of(chosen).anyMatch(it -> house.category(it) == house.category(position))
        && (!house.isReserved(position) || IntStream.of(chosen).anyMatch(house::isReserved));
  }
}
