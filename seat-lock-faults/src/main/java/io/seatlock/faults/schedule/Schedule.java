package io.seatlock.faults.schedule;

import io.seatlock.faults.system.Setup;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A named sequence of faults and their times.
 *
 * @param rows numbers of the rows in docs/failures.md that this schedule covers
 * @param what description in one sentence
 * @param mayLose whether Redis may lose acknowledged writes; then lost grants are counted instead of reported as
 *     failures
 * @param seed of the load
 */
public record Schedule(String name, SortedSet<Integer> rows, String what, Setup setup, boolean mayLose, long seed,
    List<Step> steps) {

  static Schedule of(Theme theme, Timeline timeline, long seed) {
    return new Schedule(theme.name(), new TreeSet<>(theme.rows()), theme.what(), theme.setup(), theme.mayLose(), seed,
        timeline.steps());
  }

  /** The fixed part of a schedule: all except the steps, which are drawn at random. */
  record Theme(String name, List<Integer> rows, String what, Setup setup, boolean mayLose) {

    Theme(String name, List<Integer> rows, String what, Setup setup) {
      this(name, rows, what, setup, false);
    }
  }

  /** The steps as lines of text, which contain everything that was drawn from the seed. */
  public List<String> lines() {
    return steps.stream().map(Step::toString).toList();
  }
}
