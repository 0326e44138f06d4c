package io.seatlock.faults.findings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The verdict on a run.
 *
 * @param operations calls
 * @param unknown calls without an answer or answered by 5xx
 * @param grants distinct locks of one seat that a caller was granted
 * @param events distinct events
 * @param duplicateEvents repetitions with the same content; allowed
 * @param grantsLostByFailOver grants that were answered and then lost by a fail-over
 * @param counts how often each rule was broken
 * @param examples the first findings of each rule
 */
public record Findings(long operations, long unknown, long grants, long events, long duplicateEvents,
    long grantsLostByFailOver, Lateness lateness, Map<Rule, Long> counts, List<Finding> examples) {

  /** These findings together with more of the same run. */
  public Findings and(FindingLog more) {
    Map<Rule, Long> allCounts = new HashMap<>(counts);
    more.counts().forEach((rule, count) -> allCounts.merge(rule, count, Long::sum));
    List<Finding> allExamples = new ArrayList<>(examples);
    allExamples.addAll(more.examples());
    return new Findings(operations, unknown, grants, events, duplicateEvents, grantsLostByFailOver, lateness, allCounts,
        allExamples);
  }

  public long count(Rule rule) {
    return counts.getOrDefault(rule, 0L);
  }

  public boolean isClean() {
    return counts.isEmpty();
  }

  public long overlaps() {
    return count(Rule.OVERLAP);
  }

  public long lostEvents() {
    return count(Rule.LOST_EVENT);
  }

  public long versionRegressions() {
    return count(Rule.VERSION_REGRESSION);
  }

  /** @throws AssertionError with all findings, if there are any */
  public void assertNone() {
    if (!isClean()) {
      throw new AssertionError(this);
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(String.format(
        "%d operations (%d unknown), %d grants, %d events (and %d duplicates), %d grants lost by fail-over, %s, broken: %s",
        operations, unknown, grants, events, duplicateEvents, grantsLostByFailOver, lateness, counts));
    examples.forEach(finding -> text.append("\n  ").append(finding));
    return text.toString();
  }
}
