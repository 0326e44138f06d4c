package io.seatlock.best;

import io.seatlock.seat.Outcome;
import io.seatlock.seat.SeatId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A request that waits for its result. */
final class WaitingRequest {

  /**
   * The largest number of reads of the venue for one request. The venue is read again if others took all choices
   * between the read and the lock.
   */
  private static final int MAX_READS = 3;

  /**
   * The longest wait before seats are chosen. Choosing takes up to 0.2 s for each request, so under load the queue could
   * grow without limit.
   */
  private static final Duration MAX_WAIT = Duration.ofSeconds(5);

  private final BestRequest request;

  private final LongSupplier nanoTime;

  private final long since;

  private final CompletableFuture<BestAnswer> answer = new CompletableFuture<>();

  private int reads;

  /** Free seats that this user can't lock. The venue's occupancy does not show this. */
  private final Set<SeatId> avoided = new HashSet<>();

  private Outcome.@Nullable Refused refusal;

  /** @param nanoTime such as {@link System#nanoTime} */
  WaitingRequest(BestRequest request, LongSupplier nanoTime) {
    this.request = request;
    this.nanoTime = nanoTime;
    this.since = nanoTime.getAsLong();
  }

  BestRequest request() {
    return request;
  }

  CompletableFuture<BestAnswer> answer() {
    return answer;
  }

  void countRead() {
    reads++;
  }

  /** @param seats free seats whose lock was refused */
  void avoid(Collection<SeatId> seats, Outcome.Refused because) {
    avoided.addAll(seats);
    refusal = because;
  }

  Set<SeatId> avoided() {
    return avoided;
  }

  /** Why the latest of the {@link #avoided} seats were refused; null if there are none. */
  Outcome.@Nullable Refused refusal() {
    return refusal;
  }

  /** Whether it has waited for too long for seats to be chosen. */
  boolean isOverdue() {
    return nanoTime.getAsLong() - since > MAX_WAIT.toNanos();
  }

  boolean mayReadVenueAgain() {
    return reads < MAX_READS;
  }
}
