package io.seatlock.benchmark.report;

import java.util.List;

/**
 * A work with what was found; kept as JSON, so that a later run of some works leaves the others as they are.
 *
 * @param circumstances when, and the machine
 */
public record Measured(String name, String title, String how, String goal, List<String> circumstances,
    List<Sample> samples) {}
