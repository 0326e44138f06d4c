package io.seatlock.benchmark.contender;

import org.jspecify.annotations.Nullable;

/** A way to lock seats for buyers. Each design implements it differently. */
interface Locks {

  /**
   * Locks all seats of the claim, or none.
   *
   * @return whether they are locked
   */
  boolean lock(Claim claim);

  /** Who holds the seat now. */
  @Nullable
  Holder holder(String venue, Seat seat);
}
