package io.seatlock.best.choice;

import io.seatlock.plan.Occupancy;
import io.seatlock.plan.PlanSeat;
import io.seatlock.plan.SeatingPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges a set of seats by the words of the ladder alone, seat by seat, and tries all sets. Knows nothing of positions,
 * stretches or sums.
 */
final class Oracle {

  /** Where a set of seats stands; the least is the best. */
  record Rank(boolean reserved, int step, int alone, long distance) implements Comparable<Rank> {

    private static final Comparator<Rank> ORDER = Comparator.comparing(Rank::reserved).thenComparingInt(Rank::step)
        .thenComparingInt(Rank::alone).thenComparingLong(Rank::distance);

    @Override
    public int compareTo(Rank other) {
      return ORDER.compare(this, other);
    }
  }

  private final SeatingPlan plan;

  private final Occupancy occupancy;

  private final List<PlanSeat> free;

  private final Wish wish;

  private final List<Rank> blocks = new ArrayList<>();

  private long compared;

  Oracle(SeatingPlan plan, Occupancy occupancy, Wish wish) {
    this.plan = plan;
    this.wish = wish;
    this.occupancy = occupancy;
    free = plan.seats().stream().filter(seat -> occupancy.at(seat.index()) == 0).toList();
  }

  /** How many sets were tried. */
  long compared() {
    return compared;
  }

  /** @return null if no set of seats is allowed */
  @Nullable
  Rank best() {
    List<PlanSeat> candidates = plan.seats().stream().filter(this::isAllowed).toList();
    return best(candidates, 0, new ArrayList<>());
  }

  /** After {@link #best}: the ranks of all sets whose seats are side by side, the best first. */
  List<Rank> blocks() {
    return blocks.stream().sorted().toList();
  }

  private @Nullable Rank best(List<PlanSeat> candidates, int from, List<PlanSeat> chosen) {
    if (chosen.size() == wish.count()) {
      compared++;
      Rank rank = rank(chosen);
      if (rank != null && rank.step() <= 2) {
        blocks.add(rank);
      }
      return rank;
    }
    Rank best = null;
    for (int i = from; i < candidates.size(); i++) {
      chosen.add(candidates.get(i));
      Rank rank = best(candidates, i + 1, chosen);
      best = best == null || (rank != null && rank.compareTo(best) < 0) ? rank : best;
      chosen.removeLast();
    }
    return best;
  }

  private boolean isAllowed(PlanSeat seat) {
    return occupancy.at(seat.index()) == 0 && (wish.category() < 0 || wish.category() == seat.category())
        && (wish.section() < 0 || wish.section() == seat.section());
  }

  /** @return null if the wish does not allow these seats */
  @Nullable
  Rank rank(List<PlanSeat> chosen) {
    if (chosen.size() != wish.count() || !chosen.stream().allMatch(this::isAllowed)) {
      return null;
    }
    boolean reserved = chosen.stream().anyMatch(seat -> seat.accessible() || seat.companionOf() != null);
    long distance = chosen.stream().mapToLong(this::distance).sum();
    if (isOneBlock(chosen)) {
      return new Rank(reserved, strandsSomebody(chosen) ? 2 : 1, 0, distance);
    }
    boolean oneSection = chosen.stream().map(PlanSeat::section).distinct().count() == 1;
    int alone = (int) chosen.stream().filter(seat -> chosen.stream().noneMatch(other -> areNeighbours(seat, other)))
        .count();
    return wish.adjacent() ? null : new Rank(reserved, oneSection ? 3 : 4, alone, distance);
  }

  private long distance(PlanSeat seat) {
    double x = seat.x() - plan.focalPoint().x();
    double y = seat.y() - plan.focalPoint().y();
    return Math.round(1000 * Math.sqrt(x * x + y * y));
  }

  private static boolean areNeighbours(PlanSeat one, PlanSeat other) {
    return one.run() == other.run() && Math.abs(one.place() - other.place()) == 1;
  }

  /** Of so many different seats of one run, the outermost are so many places apart. */
  private static boolean isOneBlock(List<PlanSeat> chosen) {
    int first = chosen.stream().mapToInt(PlanSeat::place).min().orElseThrow();
    int last = chosen.stream().mapToInt(PlanSeat::place).max().orElseThrow();
    return chosen.stream().map(PlanSeat::run).distinct().count() == 1 && last - first == chosen.size() - 1;
  }

  /** Whether a seat that stays free loses its last free neighbour. */
  boolean strandsSomebody(List<PlanSeat> chosen) {
    return free.stream().filter(seat -> chosen.stream().anyMatch(taken -> areNeighbours(seat, taken)))
        .anyMatch(seat -> !chosen.contains(seat)
            && free.stream().noneMatch(other -> !chosen.contains(other) && areNeighbours(seat, other)));
  }
}
