package io.seatlock.seat;

import org.jspecify.annotations.Nullable;

/**
 * The credentials with which a caller acts on a lock. Every value that is given must match the lock. The lockId is a
 * capability, so it is sufficient alone.
 */
public record Proof(@Nullable String userId, @Nullable String lockId) {

  /** No credentials, for calls that do not require them. */
  public static final Proof NONE = new Proof(null, null);

  public Proof {
    userId = IdRules.optionalText("userId", userId);
    lockId = IdRules.optionalText("lockId", lockId);
  }

  /**
   * For operations that require a proof.
   *
   * @throws InvalidRequest if neither the userId nor the lockId is given
   */
  public Proof required() {
    if (userId == null && lockId == null) {
      throw new InvalidRequest("userId", "is missing; give the userId or the lockId of the holder");
    }
    return this;
  }
}
