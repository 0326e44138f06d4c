package io.seatlock.faults.checker;

import io.seatlock.faults.findings.Finding;
import io.seatlock.faults.findings.Findings;
import io.seatlock.faults.findings.Lateness;
import io.seatlock.faults.findings.Rule;
import io.seatlock.faults.history.SeatEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Collects findings. A broken service breaks a rule thousands of times, so only a few examples of each are kept. */
final class FindingsBuilder {

  private static final int EXAMPLES_OF_A_RULE = 20;

  private final Circumstances circumstances;

  private final Map<Rule, Long> counts = new EnumMap<>(Rule.class);

  private final List<Finding> examples = new ArrayList<>();

  private final LongStream.Builder lateness = LongStream.builder();

  private long grants;

  private long events;

  private long doubled;

  private long lost;

  FindingsBuilder(Circumstances circumstances) {
    this.circumstances = circumstances;
  }

  Circumstances circumstances() {
    return circumstances;
  }

  void broken(Rule rule, String sentence, @Nullable Object... args) {
    if (counts.merge(rule, 1L, Long::sum) <= EXAMPLES_OF_A_RULE) {
      examples.add(new Finding(rule, String.format(Locale.ROOT, sentence, args)));
    }
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

  void doubledEvent() {
    doubled++;
  }

  void lostByFailOver(long more) {
    lost += more;
  }

  void expired(SeatEvent end) {
    lateness.add(end.recordedAt() - end.at());
  }

  Findings findings(long operations, long unknown) {
    return new Findings(operations, unknown, grants, events, doubled, lost, Lateness.of(lateness.build().toArray()),
        Map.copyOf(counts), List.copyOf(examples));
  }
}
