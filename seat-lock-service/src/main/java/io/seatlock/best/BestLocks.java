package io.seatlock.best;

import io.seatlock.seat.InvalidRequest;
import io.seatlock.seat.Seats;
import io.seatlock.seat.SeatsUnavailable;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Locks the best free seats. Concurrent requests for a venue share one read of its free seats, and seats are chosen for
 * one request after the other, so that the requests do not all choose the same seats.
 */
public final class BestLocks implements AutoCloseable {

  private final Seats seats;

  private final Houses houses;

  private final LongSupplier nanoTime;

  private final ChoosingThreads threads = new ChoosingThreads();

  private final Map<String, VenueQueue> queues = new ConcurrentHashMap<>();

  /** @param nanoTime such as {@link System#nanoTime} */
  BestLocks(Seats seats, Houses houses, LongSupplier nanoTime) {
    this.seats = seats;
    this.houses = houses;
    this.nanoTime = nanoTime;
  }

  /**
   * Chooses seats and locks them. Blocks until the result is known.
   *
   * @throws InvalidRequest if the venue's plan has no such category or section
   * @throws SeatsUnavailable if no seats could be chosen within 5 s ({@link SeatsUnavailable#isBusy}, nothing was
   *     locked), or if Redis did not answer in time (seats may be locked; repeating the request with the same requestId
   *     is safe)
   */
  public BestAnswer lock(BestRequest request) {
    WaitingRequest waiting = new WaitingRequest(request, nanoTime);
    queues.compute(request.venueId(), (venueId, queue) -> {
      VenueQueue open = queue == null
          ? new VenueQueue(new Round(venueId, houses, seats, threads), this::closed)
          : queue;
      open.add(waiting);
      return open;
    });
    try {
      return waiting.answer().join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
  }

  /** @return whether the queue was empty and has been removed */
  private boolean closed(VenueQueue queue) {
    boolean[] closed = new boolean[1];
    queues.computeIfPresent(queue.venueId(), (_, known) -> {
      closed[0] = queue.isEmpty();
      return closed[0] ? null : known;
    });
    return closed[0];
  }

  @Override
  public void close() {
    threads.close();
  }
}
