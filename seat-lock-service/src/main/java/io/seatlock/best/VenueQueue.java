package io.seatlock.best;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** The waiting requests of one venue, and the thread that answers them. The thread ends when no request waits. */
final class VenueQueue {

  /** The largest number of requests that share one read of the venue. */
  private static final int MAX_PER_ROUND = 64;

  private final Round round;

  private final Predicate<VenueQueue> isClosed;

  private final ConcurrentLinkedDeque<WaitingRequest> waiting = new ConcurrentLinkedDeque<>();

  private final AtomicBoolean started = new AtomicBoolean();

  /** @param isClosed called when no request waits; once it returns true, no request is added any more */
  VenueQueue(Round round, Predicate<VenueQueue> isClosed) {
    this.round = round;
    this.isClosed = isClosed;
  }

  String venueId() {
    return round.venueId();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  void add(WaitingRequest request) {
    waiting.add(request);
    if (started.compareAndSet(false, true)) {
      Thread.ofVirtual().name("best-" + venueId()).start(this::run);
    }
  }

  private void run() {
    do {
      runOnce();
    } while (!waiting.isEmpty() || !isClosed.test(this));
  }

  /** Answers the next requests. Those whose choices were all taken meanwhile come first in the next round. */
  private void runOnce() {
    List<WaitingRequest> requests = new ArrayList<>();
    while (requests.size() < MAX_PER_ROUND && !waiting.isEmpty()) {
      requests.add(waiting.removeFirst());
    }
    try {
      round.run(requests).reversed().forEach(waiting::addFirst);
    } catch (Throwable failure) { // also an Error: the callers wait for a result
      requests.forEach(request -> request.answer().completeExceptionally(failure));
      failAll(failure);
    }
  }

  /** Fails all waiting requests at once in an outage, so that they do not time out one after the other. */
  private void failAll(Throwable failure) {
    for (WaitingRequest next = waiting.poll(); next != null; next = waiting.poll()) {
      next.answer().completeExceptionally(failure);
    }
  }
}
