package io.seatlock.benchmark.measure;

import java.util.Map;

/** One of the candidates that a work compares. */
public record Side(String name, Round round) {

  /** A round of some seconds. */
  @FunctionalInterface
  public interface Round {

    /**
     * Measures one round. Returns the figures by their names, which contain the units, in the order of the table; the
     * first figure is the main one.
     *
     * @param label unique among the rounds of this work and side; letters, digits and dashes
     */
    Map<String, Double> measure(String label);
  }
}
