package io.seatlock.faults.checker;

import io.seatlock.faults.findings.Finding;
import io.seatlock.faults.findings.FindingLog;
import io.seatlock.faults.findings.Findings;
import io.seatlock.faults.findings.Lateness;
import io.seatlock.faults.findings.Rule;
import io.seatlock.faults.history.SeatEvent;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Collects the findings and the counts of a check. */
final class FindingsBuilder {

  private final Circumstances circumstances;

  private final FindingLog log = new FindingLog();

  private final LongStream.Builder lateness = LongStream.builder();

  private long grants;

  private long events;

  private long duplicates;

  private long lost;

  FindingsBuilder(Circumstances circumstances) {
    this.circumstances = circumstances;
  }

  Circumstances circumstances() {
    return circumstances;
  }

  void broken(Rule rule, String sentence, @Nullable Object... args) {
    log.broken(rule, sentence, args);
  }

  void broken(Finding finding) {
    broken(finding.rule(), "%s", finding.sentence());
  }

  void grants(int more) {
    grants += more;
  }

  void events(int distinct) {
    events += distinct;
  }

  void duplicateEvent() {
    duplicates++;
  }

  void lostByFailOver(long more) {
    lost += more;
  }

  void expired(SeatEvent end) {
    lateness.add(end.recordedAt() - end.at());
  }

  Findings build(long operations, long unknown) {
    return new Findings(operations, unknown, grants, events, duplicates, lost, Lateness.of(lateness.build().toArray()),
        log.counts(), log.examples());
  }
}
