package io.seatlock.faults.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.faults.findings.Findings;
import io.seatlock.faults.findings.Rule;

/** What the checker must find in a run. */
final class CheckerAssertions {

  private CheckerAssertions() {}

  static void clean(RunBuilder run) {
    run.findings().assertNone();
  }

  /** Accused by this rule, in a sentence that names these. Other rules may be broken, too. */
  static void broken(RunBuilder run, Rule rule, String... named) {
    Findings findings = run.findings();
    assertThat(findings.count(rule)).as(findings.toString()).isPositive();
    assertThat(findings.examples()).anySatisfy(finding -> {
      assertThat(finding.rule()).isEqualTo(rule);
      assertThat(finding.sentence()).contains("hall:A:").contains(named);
    });
  }

  /** Accused by this rule once, and by no other. */
  static void brokenOnly(RunBuilder run, Rule rule, String... named) {
    broken(run, rule, named);
    Findings findings = run.findings();
    assertThat(findings.counts()).as(findings.toString()).containsOnlyKeys(rule).containsEntry(rule, 1L);
  }
}
