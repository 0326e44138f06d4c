package io.seatlock.faults.load;

import io.seatlock.faults.history.Answer;
import io.seatlock.faults.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** Locks very many seats as fast as possible, in groups, and unlocks them. Records every call. */
public final class BulkLocks {

  public static final int GROUP = 50;

  private static final int CALLERS = 8;

  private final Endpoints endpoints;

  private final History history;

  private final LoadStatistics statistics;

  private final List<HeldLock> holds = new ArrayList<>();

  public BulkLocks(Endpoints endpoints, History history, LoadStatistics statistics) {
    this.endpoints = endpoints;
    this.history = history;
    this.statistics = statistics;
  }

  /**
   * Locks this number of seats, in a venue that nobody else uses.
   *
   * @return how many were locked
   */
  public int lock(String venue, int seats, int seconds) {
    List<List<Place>> groups = IntStream.range(0, seats / GROUP).mapToObj(group -> group(venue, group)).toList();
    AtomicInteger granted = new AtomicInteger();
    each(groups, (caller, places) -> {
      String user = "bulk-" + places.getFirst().row();
      Answer answer = caller.lock(places, user, seconds);
      String lockId = answer.lockId();
      if (lockId != null) {
        granted.addAndGet(places.size());
        synchronized (holds) {
          holds.add(new HeldLock(places, user, lockId, answer.expiresAt()));
        }
      }
    });
    return granted.get();
  }

  /** Locks seats one by one. */
  public void lockSingly(String venue, int seats, int seconds) {
    List<Place> places = IntStream.range(0, seats).mapToObj(seat -> new Place(venue, "S", String.valueOf(seat)))
        .toList();
    each(places, (caller, place) -> caller.lock(List.of(place), "single-" + place.seat(), seconds));
  }

  /** Unlocks all seats that were locked in groups and have not expired. */
  public void unlock() {
    each(holds.stream().filter(hold -> !hold.hasExpired()).toList(), BulkLocks::unlock);
    holds.clear();
  }

  /** Repeats the call until its result is known. Each attempt is recorded as a call of its own. */
  private static void unlock(RestCaller caller, HeldLock hold) {
    boolean known = false;
    while (!known && !hold.hasExpired()) {
      known = !caller.unlock(hold.places(), null, hold.lockId()).isUnknown();
    }
  }

  static List<Place> group(String venue, int group) {
    return IntStream.range(0, GROUP).mapToObj(seat -> new Place(venue, "B" + group, String.valueOf(seat))).toList();
  }

  private <T> void each(List<T> work, BiConsumer<RestCaller, T> action) {
    ConcurrentLinkedQueue<T> queue = new ConcurrentLinkedQueue<>(work);
    List<Thread> callers = IntStream.range(0, CALLERS)
        .mapToObj(number -> Thread.ofVirtual().start(() -> drain(queue, number, action))).toList();
    try {
      for (Thread caller : callers) {
        caller.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private <T> void drain(ConcurrentLinkedQueue<T> queue, int number, BiConsumer<RestCaller, T> action) {
    RestCaller caller = new RestCaller(10_000 + number, endpoints, history, statistics, new Random(number));
    for (T next = queue.poll(); next != null; next = queue.poll()) {
      action.accept(caller, next);
    }
  }
}
