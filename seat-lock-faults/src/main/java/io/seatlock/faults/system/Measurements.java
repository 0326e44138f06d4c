package io.seatlock.faults.system;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the steps of a schedule measured, and what they found wrong. */
public final class Measurements {

  private final List<String> figures = new CopyOnWriteArrayList<>();

  private final List<String> missed = new CopyOnWriteArrayList<>();

  private final List<String> problems = new CopyOnWriteArrayList<>();

  public void figure(String text) {
    figures.add(text);
  }

  public void problem(String text) {
    problems.add(text);
  }

  /** Notes a problem if it is not true. */
  public void require(boolean met, String otherwise) {
    if (!met) {
      problem(otherwise);
    }
  }

  public void requireLocked(int locked, int wanted) {
    require(locked == wanted, "only " + locked + " of " + wanted + " seats could be locked");
  }

  /**
   * Notes a figure that has a bound. Only a full run fails by it: a small one may share its machine with a whole
   * build.
   */
  public void bound(boolean met, String text) {
    figures.add(text + (met ? " (within the bound)" : " (**beyond the bound**)"));
    if (!met) {
      missed.add("beyond the bound: " + text);
    }
  }

  public List<String> missed() {
    return missed;
  }

  public List<String> figures() {
    return figures;
  }

  public List<String> problems() {
    return problems;
  }
}
