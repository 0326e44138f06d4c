package io.seatlock.best;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** The requests of one venue that wait, and the thread that answers them, which lives as long as there are some. */
final class VenueQueue {

  /** Requests that are chosen on one reading of the venue. */
  private static final int MOST_OF_A_ROUND = 64;

  private final Round round;

  private final Predicate<VenueQueue> isClosed;

  private final ConcurrentLinkedDeque<Waiting> waiting = new ConcurrentLinkedDeque<>();

  private final AtomicBoolean started = new AtomicBoolean();

  /** @param isClosed asked when nothing waits; once it says yes, nothing is added any more */
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

  void add(Waiting request) {
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

  /** A request whose choices were all taken meanwhile comes first in the next round. */
  private void runOnce() {
    List<Waiting> requests = new ArrayList<>();
    while (requests.size() < MOST_OF_A_ROUND && !waiting.isEmpty()) {
      requests.add(waiting.removeFirst());
    }
    try {
      round.run(requests).reversed().forEach(waiting::addFirst);
    } catch (Throwable failure) { // an Error, too: the callers are waiting
      requests.forEach(request -> request.answer().completeExceptionally(failure));
      failAll(failure);
    }
  }

  /** An outage is told to all who wait, instead of to each after another time-out. */
  private void failAll(Throwable failure) {
    for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
      next.answer().completeExceptionally(failure);
    }
  }
}
