package io.seatlock.faults.proof;

import static org.assertj.core.api.Assertions.assertThat;

/** What a story must be accused of. */
final class Expectation {

  private Expectation() {}

  static void clean(Story story) {
    story.findings().assertNone();
  }

  /** Accused by this rule, in a sentence that names these. Other rules may be broken, too. */
  static void broken(Story story, Rule rule, String... named) {
    Findings findings = story.findings();
    assertThat(findings.count(rule)).as(findings.toString()).isPositive();
    assertThat(findings.examples()).anySatisfy(finding -> {
      assertThat(finding.rule()).isEqualTo(rule);
      assertThat(finding.sentence()).contains("hall:A:").contains(named);
    });
  }

  /** Accused by this rule once, and by no other. */
  static void brokenOnly(Story story, Rule rule, String... named) {
    broken(story, rule, named);
    Findings findings = story.findings();
    assertThat(findings.counts()).as(findings.toString()).containsOnlyKeys(rule).containsEntry(rule, 1L);
  }
}
