package io.seatlock.best.choice;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A single free seat between taken ones is hard to sell. Free seats side by side are ended by taken seats and aisles;
 * another category does not end them.
 */
public final class OrphanRule {

  public static final int NONE = -1;

  private final FreeSeats free;

  /** Positions, rising. */
  private final int[] asked;

  private OrphanRule(FreeSeats free, int[] asked) {
    this.free = free;
    this.asked = asked;
  }

  /**
   * Whether a block leaves a single free seat beside it.
   *
   * @param length of the free seats side by side in which the block lies
   * @param offset of the block in them
   */
  static boolean strands(int length, int count, int offset) {
    return offset == 1 || length - count - offset == 1;
  }

  /**
   * The seat that a choice of these seats would leave alone, although as many seats side by side could be had among the
   * same free seats and would leave none.
   *
   * @param indexes of the plan; if one of them is taken the choice is not judged
   * @return an index of the plan, or {@link #NONE}
   */
  public static int avoidableOrphan(FreeSeats free, int... indexes) {
    House house = free.house();
    int[] asked = IntStream.of(indexes).map(house::positionOf).sorted().toArray();
    if (!IntStream.of(asked).allMatch(free::isFree)) {
      return NONE;
    }
    OrphanRule rule = new OrphanRule(free, asked);
    return IntStream.of(asked).map(at -> rule.orphan(free.beginOfFree(at), free.endOfFree(at)))
        .filter(orphan -> orphan != NONE).map(orphan -> house.seat(orphan).index()).findFirst().orElse(NONE);
  }

  private int orphan(int from, int to) {
    for (int at = from; at < to; at++) {
      boolean alone = !isAsked(at) && (at == from || isAsked(at - 1)) && (at + 1 == to || isAsked(at + 1));
      if (alone && isBetterPossible(from, to)) {
        return at;
      }
    }
    return NONE;
  }

  private boolean isAsked(int position) {
    return Arrays.binarySearch(asked, position) >= 0;
  }

  /** Only seats of the asked categories count, and accessible seats only if one was asked for. */
  private boolean isBetterPossible(int from, int to) {
    int count = (int) IntStream.range(from, to).filter(this::isAsked).count();
    int fitting = 0;
    for (int at = from; at < to; at++) {
      fitting = fits(at) ? fitting + 1 : 0;
      if (fitting >= count && !strands(to - from, count, at + 1 - count - from)) {
        return true;
      }
    }
    return false;
  }

  private boolean fits(int position) {
    House house = free.house();
    return IntStream.of(asked).anyMatch(it -> house.category(it) == house.category(position))
        && (!house.isReserved(position) || IntStream.of(asked).anyMatch(house::isReserved));
  }
}
