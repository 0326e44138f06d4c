package io.seatlock.benchmark.measure;

import java.util.Map;

/** One of those who are compared. */
public record Side(String name, Round round) {

  /** A round of some seconds. */
  @FunctionalInterface
  public interface Round {

    /**
     * The figures by their names with units, in the order of the table; the first is the one that counts.
     *
     * @param label unlike that of any other round of this work and side; letters, digits and dashes
     */
    Map<String, Double> measure(String label);
  }
}
