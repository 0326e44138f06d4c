package io.seatlock.best.choice;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The ladder. Its steps, the first that has seats wins:
 *
 * <ol>
 * <li>side by side, and no single free seat is left beside them;
 * <li>side by side;
 * <li>in one section, as few people alone as possible; only if the wish allows it;
 * <li>across sections, in the same way.
 * </ol>
 *
 * On each step the seats nearest to the focal point win, by the sum of their distances. Accessible seats and those of
 * companions are given only when the whole ladder has nothing without them.
 */
public final class BestSeats {

  private BestSeats() {}

  /** @return indexes of the plan; up to {@link Ranked#MOST} choices, the best first; empty if there is none */
  public static List<int[]> choose(FreeSeats free, Wish wish) {
    House house = free.house();
    IntPredicate wanted = at -> wish.wantsCategory(house.category(at));
    List<int[]> ordinary = climb(free, wish, wanted.and(at -> !house.isReserved(at)));
    return ordinary.isEmpty() ? climb(free, wish, wanted) : ordinary;
  }

  private static List<int[]> climb(FreeSeats free, Wish wish, IntPredicate eligible) {
    House house = free.house();
    Ranked blocks = Blocks.best(free, wish, eligible);
    if (!blocks.isEmpty()) {
      return blocks.all().stream().map(first -> IntStream.range(first[0], first[0] + wish.count()))
          .map(positions -> positions.map(at -> house.seat(at).index()).toArray()).toList();
    }
    if (wish.adjacent() || wish.count() == 1) {
      return List.of();
    }
    return Scattered.best(free, wish, eligible).all().stream()
        .map(positions -> IntStream.of(positions).map(at -> house.seat(at).index()).toArray()).toList();
  }
}
