package io.seatlock.seat;

import org.jspecify.annotations.Nullable;

/**
 * Redis is unreachable or too slow, or its data is not trusted. The command may or may not have been carried out;
 * repeating it is safe. Or the service itself is busy ({@link #isBusy}).
 */
public final class SeatsUnavailable extends RuntimeException {

  private enum Kind {
    OUTAGE, REPORTED, UNTIL_CONFIRMED, BUSY
  }

  private final Kind kind;

  public SeatsUnavailable(String message, @Nullable Throwable cause) {
    this(message, cause, Kind.OUTAGE);
  }

  private SeatsUnavailable(String message, @Nullable Throwable cause, Kind kind) {
    super(message, cause);
    this.kind = kind;
  }

  /** For an outage that the log and health report already, so that it need not be logged again. */
  public static SeatsUnavailable reported(String message, @Nullable Throwable cause) {
    return new SeatsUnavailable(message, cause, Kind.REPORTED);
  }

  /**
   * The store lost data or belongs to another deployment; commands fail until the right store is back or is confirmed.
   */
  public static SeatsUnavailable untilConfirmed(String message) {
    return new SeatsUnavailable(message, null, Kind.UNTIL_CONFIRMED);
  }

  /**
   * Too many requests are waiting. This one was not begun.
   *
   * @param message a sentence for the caller, without the full stop
   */
  public static SeatsUnavailable busy(String message) {
    return new SeatsUnavailable(message, null, Kind.BUSY);
  }

  /** Whether the log and health report this outage already. */
  public boolean isReported() {
    return kind == Kind.REPORTED || kind == Kind.UNTIL_CONFIRMED;
  }

  /** Whether nothing was changed, because too many other requests are waiting. */
  public boolean isBusy() {
    return kind == Kind.BUSY;
  }

  /** Whether the outage lasts until an operator resolves it. */
  public boolean isUntilConfirmed() {
    return kind == Kind.UNTIL_CONFIRMED;
  }
}
