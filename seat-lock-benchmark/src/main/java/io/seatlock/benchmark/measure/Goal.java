package io.seatlock.benchmark.measure;

import java.util.Collection;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Something that the service should reach. It is met if all its values are as wanted; one that was not measured is not.
 *
 * @param text what should be reached, as the end of a sentence
 * @param unit of the values, with a space before it; empty for a ratio or a number
 * @param values what is judged
 * @param wanted judges one value
 */
public record Goal(String text, String unit, Function<Results, List<Double>> values, DoublePredicate wanted) {

  /** The share of the main figure of each other side that one side should reach. */
  public static Goal ratio(String text, String side, Collection<String> others, double least) {
    return atLeast(text, least, "", results -> others.stream().map(other -> results.ratio(side, other)).toList());
  }

  public static Goal atLeast(String text, double least, String unit, Function<Results, List<Double>> values) {
    return new Goal(text, unit, values, value -> value >= least);
  }

  public static Goal atMost(String text, double most, String unit, Function<Results, List<Double>> values) {
    return new Goal(text, unit, values, value -> value <= most);
  }

  /** That a figure is 0 in all turns, see {@link #always}. */
  public static Goal never(String text, String sides, String figure) {
    return always(text, sides, figure, 0);
  }

  /**
   * For what must never be otherwise, such as lost requests.
   *
   * @param sides the beginning of the names of the sides that have this value in all turns
   */
  public static Goal always(String text, String sides, String figure, double value) {
    return new Goal(text, "", results -> results.sides().stream().filter(side -> side.startsWith(sides))
        .map(side -> results.spread(side, figure)).flatMap(spread -> Stream.of(spread.min(), spread.max())).toList(),
        each -> each == value);
  }

  /** Whether it is met, and the values: the least and the greatest, or the only one. */
  public String verdict(Results results) {
    List<Double> measured = values.apply(results);
    boolean isMet = !measured.isEmpty() && measured.stream().allMatch(wanted::test);
    List<Double> known = measured.stream().filter(value -> !value.isNaN()).sorted().toList();
    if (known.isEmpty()) {
      return "not measured";
    }
    String least = Spread.text(known.getFirst());
    String greatest = Spread.text(known.getLast());
    return (isMet ? "met, " : "**missed**, ") + (least.equals(greatest) ? least : least + " to " + greatest)
        + unit;
  }
}
