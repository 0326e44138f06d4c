package io.seatlock.best;

import io.seatlock.seat.Outcome;
import io.seatlock.seat.SeatId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A request whose answer is awaited. */
final class Waiting {

  /** Between reading the venue and locking, others may take all that was chosen; then the venue is read again. */
  private static final int MOST_READINGS = 3;

  private final BestRequest request;

  private final CompletableFuture<BestAnswer> answer = new CompletableFuture<>();

  private int readings;

  /** Seats that this buyer can't have, though they are free: the venue's occupancy does not show it. */
  private final Set<SeatId> avoided = new HashSet<>();

  private Outcome.@Nullable Refused refusal;

  Waiting(BestRequest request) {
    this.request = request;
  }

  BestRequest request() {
    return request;
  }

  CompletableFuture<BestAnswer> answer() {
    return answer;
  }

  void countReading() {
    readings++;
  }

  /** @param seats free ones that were refused */
  void avoid(Collection<SeatId> seats, Outcome.Refused because) {
    avoided.addAll(seats);
    refusal = because;
  }

  Set<SeatId> avoided() {
    return avoided;
  }

  /** Why the last seats of {@link #avoided} were refused; null if there is none. */
  Outcome.@Nullable Refused refusal() {
    return refusal;
  }

  boolean mayBeReadAgain() {
    return readings < MOST_READINGS;
  }
}
