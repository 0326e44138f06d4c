package io.seatlock.seat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of a seat at one moment.
 *
 * @param userId who holds or bought it; null while available
 * @param lockId the capability of the lock; null while available
 * @param expiresAt the deadline by Redis' clock, in whole milliseconds; null unless locked
 * @param version strictly rising with every change of the seat; 0 if it never changed
 */
public record SeatState(SeatId seat, Status status, @Nullable String userId, @Nullable String lockId,
    @Nullable Instant expiresAt, long version) {

  /** The status of a seat: {@code FINALIZED} means sold, and ends only by a release. */
  public enum Status {
    AVAILABLE, LOCKED, FINALIZED
  }
}
