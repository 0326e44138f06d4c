package io.seatlock.seat;

/** Redis is out of reach or too slow. Nothing is known to have been granted; asking again is safe. */
public final class SeatsUnavailable extends RuntimeException {

  public SeatsUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
