package io.seatlock.best.choice;

import io.seatlock.plan.SeatingPlan;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

  public static Possible of(FreeSeats free, Wish wish) {
    List<SeatingPlan.Category> categories = free.house().plan().categories();
    Count all = new Count();
    List<Count> ofCategories = Stream.generate(Count::new).limit(categories.size()).toList();
    House house = free.house();
    for (int at = 0; at < house.size(); at++) {
      if (free.isFree(at) && wish.wantsSection(house.section(at))) {
        all.add(house, at);
        if (house.category(at) >= 0) {
          ofCategories.get(house.category(at)).add(house, at);
        }
      }
    }
    Count wished = wish.category() == Wish.ANY ? all : ofCategories.get(wish.category());
    IntStream others = wish.category() == Wish.ANY
        ? IntStream.empty()
        : IntStream.range(0, categories.size()).filter(category -> category != wish.category());
    return new Possible(wished.largestBlock, wished.seats, others.mapToObj(category -> {
      Count count = ofCategories.get(category);
      return new InCategory(categories.get(category).name(), count.largestBlock, count.seats);
    }).filter(other -> other.singleSeats > 0).toList());
  }

  /** Whether the wish could be granted, leaving aside the categories that it does not want. */
  public boolean grants(Wish wish) {
    return (wish.adjacent() ? largestBlock : singleSeats) >= wish.count();
  }

  /** What has been met so far, position by position. */
  private static final class Count {

    private int seats;

    private int largestBlock;

    private int block;

    private int last = -1;

    private void add(House house, int at) {
      seats++;
      block = last == at - 1 && house.isBesideTheLast(at) ? block + 1 : 1;
      largestBlock = Math.max(largestBlock, block);
      last = at;
    }
  }
}
