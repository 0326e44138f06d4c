package io.seatlock.store;

/** The same partitions, taking any store: for those who find out what store and what server is there. */
record UnguardedPartitions(Partitions partitions) {}
