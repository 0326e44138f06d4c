package io.seatlock.seat;

import org.jspecify.annotations.Nullable;

/** Redis is out of reach, too slow or not to be trusted. Nothing is known to have been granted; asking again is safe. */
public final class SeatsUnavailable extends RuntimeException {

  private final boolean untilConfirmed;

  public SeatsUnavailable(String message, @Nullable Throwable cause) {
    this(message, cause, false);
  }

  private SeatsUnavailable(String message, @Nullable Throwable cause, boolean untilConfirmed) {
    super(message, cause);
    this.untilConfirmed = untilConfirmed;
  }

  /**
   * The store lost data or belongs to another deployment; commands fail until the right store is back or is confirmed.
   */
  public static SeatsUnavailable untilConfirmed(String message) {
    return new SeatsUnavailable(message, null, true);
  }

  /** Whether it lasts until an operator does something. */
  public boolean isUntilConfirmed() {
    return untilConfirmed;
  }
}
