package io.seatlock.benchmark.measure;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Minimum, median and maximum of a figure over several turns. */
public record Spread(double min, double median, double max) {

  /** @param values at least one */
  public static Spread of(Collection<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return new Spread(sorted.getFirst(), median, sorted.getLast());
  }

  /** At least three significant digits; whole numbers completely. */
  public static String text(double value) {
    double size = Math.abs(value);
    String format = size >= 100 || value == Math.rint(value) ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }

  @Override
  public String toString() {
    return min == max ? text(median) : "%s (%s–%s)".formatted(text(median), text(min), text(max));
  }
}
