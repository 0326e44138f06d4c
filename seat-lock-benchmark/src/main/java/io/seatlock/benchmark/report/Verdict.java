package io.seatlock.benchmark.report;

/**
 * Whether a goal was met. Stored with the samples, because a goal may depend on how a run was configured.
 *
 * @param goal what should be reached
 * @param result whether it was, and the values
 */
public record Verdict(String goal, String result) {}
