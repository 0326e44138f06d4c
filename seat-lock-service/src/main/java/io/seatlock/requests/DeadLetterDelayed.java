package io.seatlock.requests;

import org.jspecify.annotations.Nullable;

/** A dead letter could not be written yet; a retry may succeed. */
final class DeadLetterDelayed extends RuntimeException {

  DeadLetterDelayed(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
