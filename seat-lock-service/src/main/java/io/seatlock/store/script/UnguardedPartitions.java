package io.seatlock.store.script;

/** The partitions without identity check, for reading the identity and for probing the server. */
public record UnguardedPartitions(Partitions partitions) {}
