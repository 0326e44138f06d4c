package io.seatlock.store.settings;

/**
 * How seats are stored in Redis, how they expire and what is required before a change is acknowledged.
 *
 * @param partitions number of partitions to which the venues are distributed ({@code seat-lock.partitions}). It must be
 *     the same in all instances, and must not change while seats are stored
 * @param keyPrefix the beginning of all key names; the same rules apply
 */
public record StoreSettings(int partitions, String keyPrefix, SweepSettings sweep, DurabilitySettings durability,
    IdentitySettings identity) {

  /** Without a key prefix. */
  public StoreSettings(int partitions, SweepSettings sweep, DurabilitySettings durability, IdentitySettings identity) {
    this(partitions, "", sweep, durability, identity);
  }
}
