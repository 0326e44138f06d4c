package io.seatlock.plan.layout;

/**
 * One mistake of a plan.
 *
 * @param pointer where it is, as a JSON pointer (RFC 6901), e.g. {@code /zones/0/rows/3/seats/7}; empty for the whole
 *     document
 * @param message what is wrong and what to write, as a predicate such as {@code has no zone_id}
 */
public record PlanMistake(String pointer, String message) {}
