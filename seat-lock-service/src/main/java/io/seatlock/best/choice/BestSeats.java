package io.seatlock.best.choice;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Chooses the best free seats in steps. The first step that finds seats decides:
 *
 * <ol>
 * <li>side by side, and no single free seat is left beside them;
 * <li>side by side;
 * <li>in one section, with as few single seats as possible; only if the wish allows seats that are not side by side;
 * <li>across sections, in the same way.
 * </ol>
 *
 * Within a step the seats nearest to the focal point are preferred, by the sum of their distances. Accessible seats and
 * companion seats are used only if no step finds seats without them.
 */
public final class BestSeats {

  private BestSeats() {}

  /**
   * @return at most {@link RankedChoices#MAX_CHOICES} choices, the best first, each as indexes in the plan; empty if
   *     there is none
   */
  public static List<int[]> choose(FreeSeats free, Wish wish) {
    House house = free.house();
    IntPredicate wanted = at -> wish.wantsCategory(house.category(at));
    List<int[]> ordinary = searchSteps(free, wish, wanted.and(at -> !house.isReserved(at)));
    return ordinary.isEmpty() ? searchSteps(free, wish, wanted) : ordinary;
  }

  private static List<int[]> searchSteps(FreeSeats free, Wish wish, IntPredicate eligible) {
    House house = free.house();
    RankedChoices blocks = Blocks.best(free, wish, eligible);
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
