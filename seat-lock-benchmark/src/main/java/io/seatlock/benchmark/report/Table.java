package io.seatlock.benchmark.report;

import io.seatlock.benchmark.measure.Results;
import io.seatlock.benchmark.measure.Spread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The samples of one work: medians and spread for each side and figure. */
final class Table implements Results {

  private static final Set<String> LAST = Set.of("load µs", "others µs", "RSS MB");

  private final List<Sample> samples;

  /** @param samples of one work, at least one */
  Table(List<Sample> samples) {
    this.samples = List.copyOf(samples);
  }

  @Override
  public Set<String> sides() {
    return samples.stream().map(Sample::side).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** All figures, in the order of the first side. Those of callers, other processes and memory come last. */
  Set<String> figures() {
    return samples.stream().flatMap(sample -> sample.figures().keySet().stream())
        .sorted(Comparator.comparing(name -> LAST.contains(name)))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  @Override
  public String headline() {
    return samples.getFirst().figures().keySet().iterator().next();
  }

  @Override
  public Spread spread(String side, String figure) {
    List<Double> values = samples.stream().filter(sample -> sample.side().equals(side))
        .map(sample -> sample.figures().getOrDefault(figure, Double.NaN)).filter(value -> !value.isNaN()).toList();
    return values.isEmpty() ? new Spread(Double.NaN, Double.NaN, Double.NaN) : Spread.of(values);
  }

  int turns() {
    return samples.stream().mapToInt(Sample::turn).max().orElse(0);
  }

  /** @param compared the side whose main figure is divided by that of each other side */
  String markdown(String compared) {
    boolean withRatio = sides().contains(compared) && sides().size() > 1;
    List<String> head = new ArrayList<>(List.of(""));
    head.addAll(figures());
    if (withRatio) {
      head.add("ours ÷ this");
    }
    StringBuilder text = new StringBuilder(line(head)).append(line(head.stream().map(_ -> "---").toList()));
    sides().forEach(side -> text.append(line(row(side, withRatio, compared))));
    return text.toString();
  }

  private List<String> row(String side, boolean withRatio, String compared) {
    List<String> row = new ArrayList<>(List.of(side));
    for (String figure : figures()) {
      Spread spread = spread(side, figure);
      row.add(Double.isNaN(spread.median()) ? "" : spread.toString());
    }
    if (withRatio) {
      double ratio = ratio(compared, side);
      row.add(side.equals(compared) || !Double.isFinite(ratio) ? "" : Spread.text(ratio));
    }
    return row;
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
