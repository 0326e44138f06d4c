package io.seatlock.plan.layout;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a plan. */
final class Mistakes {

  static final int MOST = 50;

  private final List<PlanMistake> found = new ArrayList<>();

  /** @throws Enough if there are so many that reading on is of no use */
  void add(String pointer, String message) {
    found.add(new PlanMistake(pointer, message));
    if (found.size() == MOST) {
      throw new Enough();
    }
  }

  /** For a mistake behind which nothing can be understood. */
  Enough last(String pointer, String message) {
    found.add(new PlanMistake(pointer, message));
    return new Enough();
  }

  /** Whether there is one below this place. */
  boolean has(String pointer) {
    return found.stream().anyMatch(mistake -> mistake.pointer().startsWith(pointer + "/"));
  }

  List<PlanMistake> found() {
    return List.copyOf(found);
  }

  /** Ends the reading. */
  static final class Enough extends RuntimeException {

    private Enough() {
      super("The plan is not read any further", null, false, false);
    }
  }
}
