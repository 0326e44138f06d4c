package io.seatlock.best.choice;

import java.util.function.IntPredicate;

/**
 * Seats side by side. Every block of the wanted size is judged: first whether it strands a seat, then by the distance of
 * its seats from the focal point. Stretches come nearest first, so that the search ends when no later block can be among
 * the best.
 */
final class Blocks {

  /** Above all distances of 50 seats together: a block that strands a seat comes after all that strand none. */
  private static final long STRANDED = 64 * House.FARTHEST;

  private final FreeSeats free;

  private final Wish wish;

  private final IntPredicate eligible;

  private final Ranked ranked = new Ranked();

  private Blocks(FreeSeats free, Wish wish, IntPredicate eligible) {
    this.free = free;
    this.wish = wish;
    this.eligible = eligible;
  }

  /**
   * @param eligible which positions may be given, of those that are free
   * @return first positions of the blocks, the best first
   */
  static Ranked best(FreeSeats free, Wish wish, IntPredicate eligible) {
    Blocks blocks = new Blocks(free, wish, eligible);
    for (House.Stretch stretch : free.house().nearestFirst()) {
      if (blocks.ranked.isFullBelow(wish.count() * stretch.nearest())) {
        break;
      }
      if (wish.wantsSection(stretch.section()) && stretch.to() - stretch.from() >= wish.count()) {
        blocks.search(stretch);
      }
    }
    return blocks.ranked;
  }

  private void search(House.Stretch stretch) {
    int from = stretch.from();
    while (from < stretch.to()) {
      int to = free.endOfFree(from);
      searchFree(from, to);
      from = Math.max(to, from + 1);
    }
  }

  /** @param to the end, exclusive, of free seats that an allotted seat or an aisle ends on both sides */
  private void searchFree(int from, int to) {
    if (to - from < wish.count()) {
      return;
    }
    int inARow = 0;
    for (int at = from; at < to; at++) {
      inARow = eligible.test(at) ? inARow + 1 : 0;
      if (inARow >= wish.count()) {
        int first = at + 1 - wish.count();
        boolean strands = OrphanRule.strands(to - from, wish.count(), first - from);
        ranked.offer((strands ? STRANDED : 0) + free.house().distance(first, wish.count()), first);
      }
    }
  }
}
