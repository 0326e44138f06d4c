package io.seatlock.store;

import java.util.List;

/** The outbox of each partition. */
public record Outboxes(List<Outbox> all) {}
