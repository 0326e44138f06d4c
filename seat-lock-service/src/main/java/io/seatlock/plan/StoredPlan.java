package io.seatlock.plan;

/** @param etag identifies the document: another document has another etag; without quotation marks */
public record StoredPlan(String etag, SeatingPlan plan) {}
