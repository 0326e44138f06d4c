package io.seatlock.seat;

import java.util.concurrent.CompletableFuture;

/**
 * All seats of all venues. REST and Kafka requests use this interface.
 *
 * <p>Time is Redis' {@code TIME}, read once for each atomic step; no JVM clock decides anything.
 */
public interface Seats {

  /**
   * Carries out one command, or refuses it; waits for the answer.
   *
   * @throws SeatsUnavailable if Redis did not answer in time; the command may or may not have been
   *     carried out, and asking again is safe
   * @throws CommandFailed if what is stored is damaged, so that asking again would fail again
   */
  Outcome perform(SeatCommand command);

  /**
   * Carries out one command, or refuses it. Commands of one venue that one thread submits are carried out in
   * that order.
   *
   * @return completes exceptionally with {@link SeatsUnavailable} or {@link CommandFailed}, as {@link #perform} throws
   */
  CompletableFuture<Outcome> submit(SeatCommand command);
}
