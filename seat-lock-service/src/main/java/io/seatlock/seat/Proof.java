package io.seatlock.seat;

import org.jspecify.annotations.Nullable;

/**
 * The credentials of a caller that acts on a lock. Everything that is given must match the lock; the lockId is
 * a capability, so it is sufficient alone.
 */
public record Proof(@Nullable String userId, @Nullable String lockId) {

  /** Nothing shown: for the calls where the contract leaves the proof optional. */
  public static final Proof NONE = new Proof(null, null);

  public Proof {
    userId = IdRules.optionalText("userId", userId);
    lockId = IdRules.optionalText("lockId", lockId);
  }

  /**
   * For operations that require a proof.
   *
   * @throws InvalidRequest if nothing is shown
   */
  public Proof required() {
    if (userId == null && lockId == null) {
      throw new InvalidRequest("userId", "is missing; give the userId or the lockId of the holder");
    }
    return this;
  }
}
