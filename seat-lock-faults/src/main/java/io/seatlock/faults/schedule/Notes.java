package io.seatlock.faults.schedule;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the steps of a schedule measured, and what they found broken. */
final class Notes {

  private final List<String> figures = new CopyOnWriteArrayList<>();

  private final List<String> missed = new CopyOnWriteArrayList<>();

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

  void demandLocked(int locked, int wanted) {
    demand(locked == wanted, "only " + locked + " of " + wanted + " seats could be locked");
  }

  /**
   * Notes a figure that has a bound. Only a full run fails by it: a small one may share its machine with a whole
   * build.
   */
  void bound(boolean met, String sentence) {
    figures.add(sentence + (met ? " (within the bound)" : " (**beyond the bound**)"));
    if (!met) {
      missed.add("beyond the bound: " + sentence);
    }
  }

  List<String> missed() {
    return missed;
  }

  List<String> figures() {
    return figures;
  }

  List<String> problems() {
    return problems;
  }
}
