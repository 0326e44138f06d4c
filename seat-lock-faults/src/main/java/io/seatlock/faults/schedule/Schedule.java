package io.seatlock.faults.schedule;

import io.seatlock.faults.system.Setup;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Faults and their times.
 *
 * @param rows of the table of failures that it covers
 * @param what in a sentence
 * @param mayLose whether Redis may lose what it had acknowledged; then it is counted instead of forbidden
 * @param seed of the load
 */
public record Schedule(String name, SortedSet<Integer> rows, String what, Setup setup, boolean mayLose, long seed,
    List<Step> steps) {

  static Schedule of(Theme theme, Timeline timeline, long seed) {
    return new Schedule(theme.name(), new TreeSet<>(theme.rows()), theme.what(), theme.setup(), theme.mayLose(), seed,
        timeline.steps());
  }

  /** What a schedule is about, before its steps are drawn. */
  record Theme(String name, List<Integer> rows, String what, Setup setup, boolean mayLose) {

    Theme(String name, List<Integer> rows, String what, Setup setup) {
      this(name, rows, what, setup, false);
    }
  }

  /** Everything that the seed decides, line by line. */
  public List<String> lines() {
    return steps.stream().map(Step::toString).toList();
  }
}
