package io.seatlock.benchmark.measure;

import java.util.Set;

/** What was measured in all turns of one work. */
public interface Results {

  /** In the order in which they are measured. */
  Set<String> sides();

  /** The name of the main figure. */
  String headline();

  /** All values are NaN if the side does not have the figure. */
  Spread spread(String side, String figure);

  /** The median of the main figure of one side, divided by that of another. */
  default double ratio(String side, String other) {
    return spread(side, headline()).median() / spread(other, headline()).median();
  }
}
