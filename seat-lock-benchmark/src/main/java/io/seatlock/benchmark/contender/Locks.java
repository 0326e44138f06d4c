package io.seatlock.benchmark.contender;

import org.jspecify.annotations.Nullable;

/** A way to hold seats for buyers; what the contenders differ in. */
interface Locks {

  /** Whether all seats of the claim are the user's now; if not, none is. */
  boolean lock(Claim claim);

  /** Who holds the seat now. */
  @Nullable
  Holder holder(String venue, Seat seat);
}
