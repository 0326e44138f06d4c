package io.seatlock.faults.system;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The figures that the steps of a schedule measured, and the problems that they found. */
public final class Measurements {

  private final List<String> figures = new CopyOnWriteArrayList<>();

  private final List<String> exceededBounds = new CopyOnWriteArrayList<>();

  private final List<String> problems = new CopyOnWriteArrayList<>();

  public void figure(String text) {
    figures.add(text);
  }

  public void problem(String text) {
    problems.add(text);
  }

  /** Records a problem unless the condition is met. */
  public void require(boolean met, String otherwise) {
    if (!met) {
      problem(otherwise);
    }
  }

  public void requireLocked(int locked, int wanted) {
    require(locked == wanted, "only " + locked + " of " + wanted + " seats could be locked");
  }

  /**
   * Records a figure that has a bound. Only a full run fails if the bound is exceeded, because a shorter run may share
   * its machine with a build.
   */
  public void bound(boolean met, String text) {
    figures.add(text + (met ? " (within the bound)" : " (**beyond the bound**)"));
    if (!met) {
      exceededBounds.add("beyond the bound: " + text);
    }
  }

  public List<String> exceededBounds() {
    return exceededBounds;
  }

  public List<String> figures() {
    return figures;
  }

  public List<String> problems() {
    return problems;
  }
}
