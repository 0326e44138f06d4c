package io.seatlock.best.choice;

import io.seatlock.plan.SeatingPlan;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The free seats that a buyer could get instead of the requested ones.
 *
 * @param largestBlock the largest number of free seats side by side, in the requested category and section
 * @param singleSeats the number of all free seats in the requested category and section
 * @param categories the other categories with free seats in the requested section; empty if the request named no
 *     category
 */
public record Alternatives(int largestBlock, int singleSeats, List<InCategory> categories) {

  /** The free seats of another category. */
  public record InCategory(String category, int largestBlock, int singleSeats) {}

  public static Alternatives of(FreeSeats free, Wish wish) {
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
    return new Alternatives(wished.largestBlock, wished.seats, others.mapToObj(category -> {
      Count count = ofCategories.get(category);
      return new InCategory(categories.get(category).name(), count.largestBlock, count.seats);
    }).filter(other -> other.singleSeats > 0).toList());
  }

  /** Whether these seats satisfy the wish; the other categories do not count. */
  public boolean grants(Wish wish) {
    return (wish.adjacent() ? largestBlock : singleSeats) >= wish.count();
  }

  /** Counts free seats, position by position in ascending order. */
  private static final class Count {

    private int seats;

    private int largestBlock;

    private int block;

    private int last = -1;

    private void add(House house, int at) {
      seats++;
      block = last == at - 1 && house.isNextToPrevious(at) ? block + 1 : 1;
      largestBlock = Math.max(largestBlock, block);
      last = at;
    }
  }
}
