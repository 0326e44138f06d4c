package io.seatlock.seat;

import java.util.List;

/**
 * All seats of all venues: the state machine behind every door.
 *
 * <p>Time is Redis' {@code TIME}, read once for each atomic step; no JVM clock decides anything.
 */
public interface Seats {

  /**
   * Carries out one command, or refuses it; waits for the answer.
   *
   * @throws SeatsUnavailable if Redis did not answer in time; the command may or may not have been
   *     carried out, and asking again is safe
   */
  Outcome perform(SeatCommand command);

  /**
   * Carries out independent commands in their order, so that two for the same seat meet it in that
   * order. Commands before a failed one stay carried out.
   *
   * @throws SeatsUnavailable as for one command; all may be asked again
   */
  List<Outcome> performAll(List<SeatCommand> commands);
}
