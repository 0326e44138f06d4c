package io.seatlock.plan;

/** @param etag changes with the document; without quotation marks */
public record StoredPlan(String etag, SeatingPlan plan) {}
