package io.seatlock.seat;

import org.jspecify.annotations.Nullable;

/** Redis is out of reach, too slow or not to be trusted. Nothing is known to have been granted; asking again is safe. */
public final class SeatsUnavailable extends RuntimeException {

  private enum Known {
    NO, REPORTED, UNTIL_CONFIRMED
  }

  private final Known known;

  public SeatsUnavailable(String message, @Nullable Throwable cause) {
    this(message, cause, Known.NO);
  }

  private SeatsUnavailable(String message, @Nullable Throwable cause, Known known) {
    super(message, cause);
    this.known = known;
  }

  /** The outage is in the log and in health already, so it need not be logged again. */
  public static SeatsUnavailable reported(String message, @Nullable Throwable cause) {
    return new SeatsUnavailable(message, cause, Known.REPORTED);
  }

  /**
   * The store lost data or belongs to another deployment; commands fail until the right store is back or is confirmed.
   */
  public static SeatsUnavailable untilConfirmed(String message) {
    return new SeatsUnavailable(message, null, Known.UNTIL_CONFIRMED);
  }

  /** Whether the log and health report this outage already. */
  public boolean isReported() {
    return known != Known.NO;
  }

  /** Whether it lasts until an operator does something. */
  public boolean isUntilConfirmed() {
    return known == Known.UNTIL_CONFIRMED;
  }
}
