package io.seatlock.benchmark.report;

import java.util.List;

/**
 * A work with what was found; kept as JSON, so that a later run of some works leaves the others as they are.
 *
 * @param when the date, and how long rounds were
 * @param machine what the figures depend on
 */
public record Measured(String name, String title, String how, String goal, String when, List<String> machine,
    List<Sample> samples) {}
