package io.seatlock.rest;

import io.seatlock.best.BestRequest;
import io.seatlock.seat.LockLimits;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the best free seats: the body of {@code POST /locks/best}.
 *
 * @param adjacent whether the seats must be side by side; default true
 * @param requestId identical in a repetition, which gets the same seats instead of further ones
 */
record BestLockRequest(@Nullable String venueId, @Nullable String userId, @Nullable Long count,
    @Nullable String category, @Nullable String section, @Nullable Boolean adjacent, @Nullable Long timeoutSeconds,
    @Nullable String requestId) {

  BestRequest of(LockLimits limits, Ownership ownership) {
    BestRequest request = new BestRequest(venueId, ownership.user(userId), count, category, section,
        Objects.requireNonNullElse(adjacent, true), limits.timeout(timeoutSeconds), requestId);
    ownership.checkUser(request.venueId(), request.userId());
    return request;
  }
}
