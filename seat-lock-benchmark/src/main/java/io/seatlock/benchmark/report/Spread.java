package io.seatlock.benchmark.report;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** A figure of several turns. */
record Spread(double least, double median, double most) {

  /** @param values at least one */
  static Spread of(Collection<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return new Spread(sorted.getFirst(), median, sorted.getLast());
  }

  /** Three digits, or all of a whole number. */
  static String text(double value) {
    double size = Math.abs(value);
    String format = size >= 100 || value == Math.rint(value) ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }

  @Override
  public String toString() {
    return least == most ? text(median) : "%s (%s–%s)".formatted(text(median), text(least), text(most));
  }
}
