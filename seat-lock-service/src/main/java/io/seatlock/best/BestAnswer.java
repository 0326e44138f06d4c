package io.seatlock.best;

import io.seatlock.best.choice.Alternatives;
import io.seatlock.seat.Outcome;

/** The result of a request for the best seats. */
public sealed interface BestAnswer {

  /** The seats are locked for the user. */
  record Locked(Outcome.Done done) implements BestAnswer {}

  /** Matching seats are free, but this user may not lock them. */
  record Refused(Outcome.Refused refused) implements BestAnswer {}

  /**
   * No free seats match the request.
   *
   * @param possible what is free instead
   * @param retryable whether there would be matching seats if all current locks ended
   */
  record NoSeats(Alternatives possible, boolean retryable) implements BestAnswer {}

  /** The venue has no plan, so its seats are unknown. */
  record NoPlan() implements BestAnswer {}
}
