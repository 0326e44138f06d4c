package io.seatlock.faults.findings;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts findings by rule. A broken service violates a rule thousands of times, so only a few examples of each rule are
 * kept. Thread-safe.
 */
public final class FindingLog {

  private static final int EXAMPLES_OF_A_RULE = 20;

  private final Map<Rule, Long> counts = new EnumMap<>(Rule.class);

  private final List<Finding> examples = new ArrayList<>();

  public synchronized void broken(Rule rule, String sentence, @Nullable Object... args) {
    if (counts.merge(rule, 1L, Long::sum) <= EXAMPLES_OF_A_RULE) {
      examples.add(new Finding(rule, String.format(Locale.ROOT, sentence, args)));
    }
  }

  public synchronized Map<Rule, Long> counts() {
    return Map.copyOf(counts);
  }

  /** The first findings of each rule. */
  public synchronized List<Finding> examples() {
    return List.copyOf(examples);
  }
}
