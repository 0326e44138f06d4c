package io.seatlock.seat;

import org.jspecify.annotations.Nullable;

/** Redis is out of reach or too slow. Nothing is known to have been granted; asking again is safe. */
public final class SeatsUnavailable extends RuntimeException {

  public SeatsUnavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
