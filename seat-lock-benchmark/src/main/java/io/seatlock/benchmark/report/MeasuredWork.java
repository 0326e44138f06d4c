package io.seatlock.benchmark.report;

import java.util.List;

/**
 * A work with its results. Stored as JSON, so that a later run of some works keeps the results of the others.
 *
 * @param when date and length of the rounds
 * @param machine what the figures depend on
 */
public record MeasuredWork(String name, String title, String how, String when, List<String> machine,
    List<Sample> samples) {}
