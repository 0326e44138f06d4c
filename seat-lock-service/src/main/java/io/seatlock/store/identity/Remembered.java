package io.seatlock.store.identity;

/**
 * What somebody remembers of one partition's store.
 *
 * @param epoch names its life
 * @param beat how far it had counted
 */
public record Remembered(String epoch, long beat) {}
