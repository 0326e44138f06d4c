package io.seatlock.store.outbox;

import java.util.List;

/** The outbox of each partition. */
public record Outboxes(List<Outbox> all) {}
