package io.seatlock.store.settings;

/**
 * How seats are stored in Redis, how they expire and what is required before a change is acknowledged.
 *
 * @param partitions over how many slots of Redis the venues are spread ({@code seat-lock.partitions});
 *     all instances must agree, and it must not change while seats are stored
 * @param keyPrefix what all keys begin with; as {@code partitions}
 */
public record StoreSettings(int partitions, String keyPrefix, SweepSettings sweep, DurabilitySettings durability,
    IdentitySettings identity) {

  /** Under the plain names. */
  public StoreSettings(int partitions, SweepSettings sweep, DurabilitySettings durability, IdentitySettings identity) {
    this(partitions, "", sweep, durability, identity);
  }
}
