package io.seatlock.store.identity;

/**
 * The last known state of one partition's store.
 *
 * @param epoch of the store
 * @param beat last known value of its heartbeat counter
 */
public record StoreRecord(String epoch, long beat) {}
