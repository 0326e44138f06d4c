package io.seatlock.best.choice;

import io.seatlock.plan.PlanSeat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The orphan rule by its words: looks at neighbours only, and tries every other block among the same free seats. */
record OrphanOracle(List<PlanSeat> free, List<PlanSeat> asked) {

  /** Indexes of the seats that would be left alone although that can be avoided. */
  List<Integer> avoidable() {
    return leftAlone(asked).stream().filter(this::isAvoidable).map(PlanSeat::index).toList();
  }

  private List<PlanSeat> leftAlone(List<PlanSeat> taken) {
    return free.stream().filter(seat -> !taken.contains(seat))
        .filter(seat -> taken.stream().anyMatch(other -> areNeighbours(seat, other)))
        .filter(seat -> free.stream().noneMatch(other -> !taken.contains(other) && areNeighbours(seat, other)))
        .toList();
  }

  private static boolean areNeighbours(PlanSeat one, PlanSeat other) {
    return one.run() == other.run() && Math.abs(one.place() - other.place()) == 1;
  }

  private boolean isAvoidable(PlanSeat orphan) {
    List<PlanSeat> together = connected(orphan);
    int count = (int) together.stream().filter(asked::contains).count();
    return IntStream.rangeClosed(0, together.size() - count).mapToObj(from -> together.subList(from, from + count))
        .anyMatch(block -> block.stream().allMatch(this::suits) && leftAlone(block).isEmpty());
  }

  /** All free seats that can be reached from this one by way of free neighbours, in their order. */
  private List<PlanSeat> connected(PlanSeat seat) {
    List<PlanSeat> reached = new ArrayList<>(List.of(seat));
    for (int i = 0; i < reached.size(); i++) {
      PlanSeat from = reached.get(i);
      free.stream().filter(other -> areNeighbours(from, other) && !reached.contains(other)).forEach(reached::add);
    }
    return reached.stream().sorted(Comparator.comparingInt(PlanSeat::place)).toList();
  }

  private boolean suits(PlanSeat seat) {
    Set<Integer> categories = Set.copyOf(asked.stream().map(PlanSeat::category).distinct().toList());
    return categories.contains(seat.category()) && (isOrdinary(seat) || !asked.stream().allMatch(this::isOrdinary));
  }

  private boolean isOrdinary(PlanSeat seat) {
    return !seat.accessible() && seat.companionOf() == null;
  }
}
