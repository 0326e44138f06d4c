package io.seatlock.best;

import io.seatlock.best.choice.Possible;
import io.seatlock.seat.Outcome;

/** The answer to a request for the best seats. */
public sealed interface BestAnswer {

  /** The seats are held by the user now. */
  record Locked(Outcome.Done done) implements BestAnswer {}

  /** There are seats, but the user may not have them. */
  record Refused(Outcome.Refused refused) implements BestAnswer {}

  /**
   * No seats as they are wished for are free.
   *
   * @param retryable whether there would be, if all that is held came back
   */
  record NoSeats(Possible possible, boolean retryable) implements BestAnswer {}

  /** Nothing is known of the venue's seats. */
  record NoPlan() implements BestAnswer {}
}
