package io.seatlock.plan.layout;

import java.util.ArrayList;
import java.util.List;

/** Collects the mistakes of a plan. */
final class Mistakes {

  static final int MAX_MISTAKES = 50;

  private final List<PlanMistake> found = new ArrayList<>();

  /** @throws Enough if this is mistake number {@value #MAX_MISTAKES}, with which the reading ends */
  void add(String pointer, String message) {
    found.add(new PlanMistake(pointer, message));
    if (found.size() == MAX_MISTAKES) {
      throw new Enough();
    }
  }

  /** Adds a mistake after which the rest can't be read. The caller throws the result. */
  Enough last(String pointer, String message) {
    found.add(new PlanMistake(pointer, message));
    return new Enough();
  }

  /** Whether there is a mistake below this pointer. */
  boolean has(String pointer) {
    return found.stream().anyMatch(mistake -> mistake.pointer().startsWith(pointer + "/"));
  }

  List<PlanMistake> found() {
    return List.copyOf(found);
  }

  /** Thrown to end the reading of the plan. */
  static final class Enough extends RuntimeException {

    private Enough() {
      super("The plan is not read any further", null, false, false);
    }
  }
}
