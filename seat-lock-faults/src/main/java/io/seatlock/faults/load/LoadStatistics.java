package io.seatlock.faults.load;

import io.seatlock.faults.history.Answer;
import io.seatlock.faults.history.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/** Statistics of a load while it runs: counts, and the time from the end of a fault to the next grant. */
public final class LoadStatistics {

  private static final String NONE = "none";

  private static final int REFUSED = 503;

  private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();

  private final LongAdder grants = new LongAdder();

  private final LongAdder calls = new LongAdder();

  private final List<Long> recoveries = new ArrayList<>();

  /** When the last fault ended, µs since the epoch; {@link Long#MAX_VALUE} if there was a grant since. */
  private volatile long repairedAt = Long.MAX_VALUE;

  private volatile long slowest;

  /** Start of the present period without faults, µs since the epoch; {@link Long#MAX_VALUE} outside such a period. */
  private volatile long healthySince = Long.MAX_VALUE;

  private final List<String> refusalsWhileHealthy = new CopyOnWriteArrayList<>();

  private final LongAdder callsWhileHealthy = new LongAdder();

  /** A fault has ended. The first grant of a call that is sent from now on ends the recovery. */
  public void repaired() {
    repairedAt = Times.now();
  }

  /** Counts a request over Kafka, which gets no direct answer. */
  void noteSent() {
    calls.increment();
    outcomes.computeIfAbsent("kafka", _ -> new LongAdder()).increment();
  }

  void note(Answer answer, boolean grant, long sentAt, long answeredAt) {
    calls.increment();
    outcomes.computeIfAbsent(answer.status() == 0 ? NONE : String.valueOf(answer.status()), _ -> new LongAdder())
        .increment();
    slowest = Math.max(slowest, answeredAt - sentAt);
    if (sentAt >= healthySince) {
      noteWhileHealthy(answer, sentAt, answeredAt);
    }
    if (grant) {
      grants.increment();
      if (sentAt >= repairedAt) {
        recovered(answeredAt);
      }
    }
  }

  private void noteWhileHealthy(Answer answer, long sentAt, long answeredAt) {
    callsWhileHealthy.increment();
    if (answer.status() == REFUSED) {
      refusalsWhileHealthy
          .add("sent %s, refused after %d ms".formatted(Times.text(sentAt), (answeredAt - sentAt) / 1000));
    }
  }

  private synchronized void recovered(long at) {
    if (repairedAt != Long.MAX_VALUE) {
      recoveries.add((at - repairedAt) / 1000);
      repairedAt = Long.MAX_VALUE;
    }
  }

  public long calls() {
    return calls.sum();
  }

  public long grants() {
    return grants.sum();
  }

  /** Number of answers by HTTP status; "none" for calls without an answer. */
  public Map<String, Long> outcomes() {
    Map<String, Long> counts = new TreeMap<>();
    outcomes.forEach((status, count) -> counts.put(status, count.sum()));
    return counts;
  }

  /** Number of answers with 503 until now. */
  public long refused() {
    LongAdder count = outcomes.get(String.valueOf(REFUSED));
    return count == null ? 0 : count.sum();
  }

  /** Begins a period without faults, in which no call should be answered with 503. */
  public void startHealthyPeriod() {
    healthySince = Times.now();
  }

  /** Ends the period without faults, before the next fault is injected. Calls that are under way are not counted. */
  public void endHealthyPeriod() {
    healthySince = Long.MAX_VALUE;
  }

  /**
   * Describes each call of a period without faults that was answered with 503: when it was sent and how long it took.
   */
  public List<String> refusalsWhileHealthy() {
    return refusalsWhileHealthy;
  }

  /** Number of calls that were sent and answered in periods without faults. */
  public long callsWhileHealthy() {
    return callsWhileHealthy.sum();
  }

  /** The longest time that a caller waited for an answer, including time-outs, ms. */
  public long slowestMillis() {
    return slowest / 1000;
  }

  public void resetSlowest() {
    slowest = 0;
  }

  /** The times from the end of each fault to the first grant of a call that was sent after it, ms, in order. */
  public synchronized List<Long> recoveriesMillis() {
    return List.copyOf(recoveries);
  }
}
