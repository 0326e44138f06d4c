package io.seatlock.benchmark.report;

import java.util.Map;

/**
 * The result of one round.
 *
 * @param figures by their names with units, the main one first
 */
public record Sample(String work, String side, int turn, Map<String, Double> figures) {}
