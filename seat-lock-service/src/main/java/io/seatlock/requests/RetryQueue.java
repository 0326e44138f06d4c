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
 * The queue of requests for one venue that is out of reach. One request at a time is retried, with back-off; after a
 * success all others are sent. The retries rotate, so that a request which can't succeed does not block the others.
 */
final class RetryQueue {

  static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);

  static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final NavigableSet<PendingRequest> waiting = new TreeSet<>();

  /** Keys whose requests failed since the last success; later requests with these keys must not overtake. */
  private final Set<String> triedKeys = new HashSet<>();

  private Duration pause = SHORTEST_PAUSE;

  /** {@link System#nanoTime()} */
  private long retryAt;

  /** Whether the venue is out of reach, so that only one request at a time is sent. */
  private boolean failing;

  private @Nullable PendingRequest probe;

  void add(PendingRequest request) {
    waiting.add(request);
  }

  /** An attempt failed; the request waits again. */
  void failed(PendingRequest request, long now) {
    waiting.add(request);
    if (!failing) {
      failing = true;
      pause = SHORTEST_PAUSE;
      retryAt = now + pause.toNanos();
    } else if (request.equals(probe)) {
      probe = null;
      triedKeys.add(request.key());
      pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
      retryAt = now + pause.toNanos();
    }
  }

  /** An attempt ended in another way, so the venue is reachable. */
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
   * @param most that may be tried
   */
  List<PendingRequest> due(long now, int most) {
    if (failing) {
      boolean due = most > 0 && probe == null && now - retryAt >= 0 && !waiting.isEmpty();
      return due ? List.of(takeProbe()) : List.of();
    }
    List<PendingRequest> due = new ArrayList<>(waiting.stream().limit(most).toList());
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
