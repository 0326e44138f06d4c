package io.seatlock.best;

import io.seatlock.plan.SeatingPlan;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What could be had instead of what was wished for.
 *
 * @param largestBlock most seats side by side, in the wished category and section
 * @param singleSeats how many seats there are in all, in the wished category and section
 * @param categories what else there is in the wished section; empty if any category was welcome
 */
public record Possible(int largestBlock, int singleSeats, List<InCategory> categories) {

  /** The same of another category. */
  public record InCategory(String category, int largestBlock, int singleSeats) {}

  private record Numbers(int block, int singles) {}

  static Possible of(Picture picture, Wish wish) {
    SeatingPlan plan = picture.house().plan();
    Numbers wished = numbers(picture, wish);
    IntStream others = wish.category() == Wish.ANY
        ? IntStream.empty()
        : IntStream.range(0, plan.categories().size()).filter(category -> category != wish.category());
    return new Possible(wished.block, wished.singles, others.mapToObj(category -> {
      Numbers numbers = numbers(picture, new Wish(wish.count(), category, wish.section(), wish.adjacent()));
      return new InCategory(plan.categories().get(category).name(), numbers.block, numbers.singles);
    }).filter(other -> other.singleSeats > 0).toList());
  }

  private static Numbers numbers(Picture picture, Wish wish) {
    House house = picture.house();
    int largest = 0;
    int singles = 0;
    int inARow = 0;
    for (int at = 0; at < house.size(); at++) {
      boolean fits = picture.isFree(at) && wish.wantsCategory(house.category(at))
          && wish.wantsSection(house.section(at));
      inARow = fits ? (house.isBesideTheLast(at) ? inARow + 1 : 1) : 0;
      largest = Math.max(largest, inARow);
      singles += fits ? 1 : 0;
    }
    return new Numbers(largest, singles);
  }
}
