package io.seatlock.faults.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * All calls of all clients, by seat. Append-only and thread-safe. A call takes about 200 bytes if the strings of seats
 * and users are shared.
 */
public final class History {

  private final Map<String, List<Call>> bySeat = new ConcurrentHashMap<>();

  private final LongAdder calls = new LongAdder();

  private final LongAdder unknown = new LongAdder();

  public void add(Call call) {
    calls.increment();
    if (call.isUnknown()) {
      unknown.increment();
    }
    for (String seat : call.seats()) {
      List<Call> known = bySeat.computeIfAbsent(seat, _ -> new ArrayList<>(4));
      synchronized (known) {
        known.add(call);
      }
    }
  }

  public long calls() {
    return calls.sum();
  }

  /** Those without an answer, or answered by 5xx. */
  public long unknownCalls() {
    return unknown.sum();
  }

  /** Every seat that occurs in a call. */
  public Set<String> seats() {
    return Set.copyOf(bySeat.keySet());
  }

  /** The calls on one seat by the time at which they were sent. A call on several seats is in each of them. */
  public List<Call> of(String seat) {
    List<Call> known = bySeat.getOrDefault(seat, List.of());
    List<Call> sorted;
    synchronized (known) {
      sorted = new ArrayList<>(known);
    }
    sorted.sort(Comparator.comparingLong(Call::sentAt));
    return sorted;
  }
}
