package io.seatlock.benchmark.report;

import io.seatlock.benchmark.measure.Work;
import java.util.List;

/**
 * A work with its results. Stored as JSON, so that a later run of some works keeps the results of the others.
 *
 * @param when date and length of the rounds
 * @param machine what the figures depend on
 */
public record MeasuredWork(String name, String title, String how, List<Verdict> verdicts, String when,
    List<String> machine, List<Sample> samples) {

  /** Judges the goals of the work by its samples. */
  public static MeasuredWork of(Work work, String when, List<String> machine, List<Sample> samples) {
    Table table = new Table(samples);
    List<Verdict> verdicts = work.goals().stream().map(goal -> new Verdict(goal.text(), goal.verdict(table))).toList();
    return new MeasuredWork(work.name(), work.title(), work.how(), verdicts, when, machine, samples);
  }
}
