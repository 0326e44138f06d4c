package io.seatlock.requests;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The queue of requests for one unavailable venue or dead-letter topic. One request at a time is retried, with
 * back-off; after a success all others are sent. The retries rotate among the requests, so that one that can't succeed
 * does not block the others.
 */
final class RetryQueue {

  static final Duration FIRST_BACK_OFF = Duration.ofMillis(500);

  static final Duration MAX_BACK_OFF = Duration.ofSeconds(5);

  private final NavigableSet<PendingRequest> waiting = new TreeSet<>();

  /** Keys whose requests failed since the last success. Later requests with these keys must not be sent first. */
  private final Set<String> triedKeys = new HashSet<>();

  private Duration backOff = FIRST_BACK_OFF;

  /** When the next request is retried, by {@link System#nanoTime()}. */
  private long retryAt;

  /** Whether the target is unavailable, so that only one request at a time is sent. */
  private boolean failing;

  private @Nullable PendingRequest probe;

  void add(PendingRequest request) {
    waiting.add(request);
  }

  /** Records that an attempt failed. The request waits for a retry. */
  void failed(PendingRequest request, long now) {
    waiting.add(request);
    if (!failing) {
      failing = true;
      backOff = FIRST_BACK_OFF;
      retryAt = now + backOff.toNanos();
    } else if (request.equals(probe)) {
      probe = null;
      triedKeys.add(request.key());
      backOff = shorter(backOff.multipliedBy(2), MAX_BACK_OFF);
      retryAt = now + backOff.toNanos();
    }
  }

  /** Records that an attempt ended in any other way, so the target is available. */
  void reached(PendingRequest request) {
    if (request.equals(probe)) {
      probe = null;
      failing = false;
      triedKeys.clear();
    }
  }

  /**
   * Removes and returns the requests to send now.
   *
   * @param limit how many requests may be sent
   */
  List<PendingRequest> due(long now, int limit) {
    if (failing) {
      boolean due = limit > 0 && probe == null && now - retryAt >= 0 && !waiting.isEmpty();
      return due ? List.of(takeProbe()) : List.of();
    }
    List<PendingRequest> due = new ArrayList<>(waiting.stream().limit(limit).toList());
    due.forEach(waiting::remove);
    return due;
  }

  private PendingRequest takeProbe() {
    PendingRequest next = waiting.stream().filter(request -> !triedKeys.contains(request.key())).findFirst()
        .orElseGet(() -> {
          triedKeys.clear();
          return waiting.first();
        });
    waiting.remove(next);
    probe = next;
    return next;
  }

  void forget(Predicate<PendingRequest> gone) {
    waiting.removeIf(gone);
    if (probe != null && gone.test(probe)) {
      probe = null;
    }
  }

  /** Whether no request is queued or being retried. */
  boolean isOver() {
    return waiting.isEmpty() && probe == null;
  }

  int size() {
    return waiting.size();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
