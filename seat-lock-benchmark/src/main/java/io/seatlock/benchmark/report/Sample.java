package io.seatlock.benchmark.report;

import java.util.Map;

/**
 * What one round found.
 *
 * @param figures by their names with units, the one that counts first
 */
public record Sample(String work, String side, int turn, Map<String, Double> figures) {}
