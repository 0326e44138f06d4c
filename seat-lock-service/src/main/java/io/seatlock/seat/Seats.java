package io.seatlock.seat;

import java.util.concurrent.CompletableFuture;

/**
 * All seats of all venues. REST and Kafka requests use this interface.
 *
 * <p>Time is Redis' {@code TIME}, read once for each atomic step; no JVM clock decides anything.
 */
public interface Seats {

  /**
   * Carries out one command, or refuses it. Blocks until the result is known.
   *
   * @throws SeatsUnavailable if Redis did not answer in time; the command may or may not have been carried out, and
   *     repeating it is safe
   * @throws CommandFailed if the stored data is damaged, so that repeating the command would fail again
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
