package io.seatlock.benchmark.contender;

/** @param expiresAt ISO-8601 */
record Holder(String userId, String lockId, String expiresAt) {

  static Holder of(Claim claim) {
    return new Holder(claim.user(), claim.lockId(), claim.expiresAt());
  }
}
