package io.seatlock.faults.schedule;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the steps of a schedule measured, and what they found broken. */
final class Notes {

  private final List<String> figures = new CopyOnWriteArrayList<>();

  private final List<String> problems = new CopyOnWriteArrayList<>();

  void figure(String sentence) {
    figures.add(sentence);
  }

  void problem(String sentence) {
    problems.add(sentence);
  }

  /** Notes a problem if it is not true. */
  void demand(boolean truth, String otherwise) {
    if (!truth) {
      problem(otherwise);
    }
  }

  List<String> figures() {
    return figures;
  }

  List<String> problems() {
    return problems;
  }
}
