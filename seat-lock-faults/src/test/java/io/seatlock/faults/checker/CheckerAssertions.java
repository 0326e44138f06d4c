package io.seatlock.faults.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.faults.findings.Findings;
import io.seatlock.faults.findings.Rule;

/** Assertions about the findings of a run. */
final class CheckerAssertions {

  private CheckerAssertions() {}

  static void clean(RunBuilder run) {
    run.findings().assertNone();
  }

  /** This rule is reported as violated, in a sentence that contains these words. Other rules may be violated, too. */
  static void broken(RunBuilder run, Rule rule, String... named) {
    Findings findings = run.findings();
    assertThat(findings.count(rule)).as(findings.toString()).isPositive();
    assertThat(findings.examples()).anySatisfy(finding -> {
      assertThat(finding.rule()).isEqualTo(rule);
      assertThat(finding.sentence()).contains("hall:A:").contains(named);
    });
  }

  /** This rule is reported as violated once, and no other is. */
  static void brokenOnly(RunBuilder run, Rule rule, String... named) {
    broken(run, rule, named);
    Findings findings = run.findings();
    assertThat(findings.counts()).as(findings.toString()).containsOnlyKeys(rule).containsEntry(rule, 1L);
  }
}
