package io.seatlock.best.choice;

import java.util.function.IntPredicate;

/**
 * Searches blocks of seats side by side. Ranks every block of the wanted size first by whether it isolates a seat, then
 * by the distance of its seats from the focal point. Searches the nearest stretches first, and ends when no later block
 * can be among the best.
 */
final class Blocks {

  /**
   * The cost of isolating a seat. Larger than the distances of 50 seats together, so that blocks that isolate a seat
   * come after all others.
   */
  private static final long ORPHAN_COST = 64 * House.FARTHEST;

  private final FreeSeats free;

  private final Wish wish;

  private final IntPredicate eligible;

  private final RankedChoices ranked = new RankedChoices();

  private Blocks(FreeSeats free, Wish wish, IntPredicate eligible) {
    this.free = free;
    this.wish = wish;
    this.eligible = eligible;
  }

  /**
   * @param eligible which of the free positions may be chosen
   * @return the first position of each block, the best block first
   */
  static RankedChoices best(FreeSeats free, Wish wish, IntPredicate eligible) {
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

  /**
   * @param to the end, exclusive, of a series of free seats that is bounded on both sides by a taken seat or an aisle
   */
  private void searchFree(int from, int to) {
    if (to - from < wish.count()) {
      return;
    }
    int length = 0;
    for (int at = from; at < to; at++) {
      length = eligible.test(at) ? length + 1 : 0;
      if (length >= wish.count()) {
        int first = at + 1 - wish.count();
        boolean isolatesSeat = OrphanRule.isolatesSeat(to - from, wish.count(), first - from);
        ranked.offer((isolatesSeat ? ORPHAN_COST : 0) + free.house().distance(first, wish.count()), first);
      }
    }
  }
}
