package io.seatlock.store.script;

/** The same partitions, taking any store: for those who find out what store and what server is there. */
public record UnguardedPartitions(Partitions partitions) {}
