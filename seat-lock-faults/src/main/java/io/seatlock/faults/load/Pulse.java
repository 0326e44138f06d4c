package io.seatlock.faults.load;

import io.seatlock.faults.proof.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What can be seen of a load while it runs: counts, and how soon after a repair seats are granted again. */
public final class Pulse {

  private static final String NONE = "none";

  private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();

  private final LongAdder grants = new LongAdder();

  private final LongAdder calls = new LongAdder();

  private final List<Long> recoveries = new ArrayList<>();

  /** µs since the epoch; {@link Long#MAX_VALUE} if no repair waits for a grant. */
  private volatile long repairedAt = Long.MAX_VALUE;

  private volatile long slowest;

  /** How many were refused when the count began; -1 while nobody counts. */
  private long refusedBefore = -1;

  private long callsBefore;

  private long refusedInHealth;

  private long callsInHealth;

  /** From now on the next grant that was asked for ends the recovery. */
  public void repaired() {
    repairedAt = Micros.now();
  }

  /** A request over Kafka; its answer comes by itself. */
  void noteSent() {
    calls.increment();
    outcomes.computeIfAbsent("kafka", _ -> new LongAdder()).increment();
  }

  void note(Answer answer, boolean grant, long sentAt, long answeredAt) {
    calls.increment();
    outcomes.computeIfAbsent(answer.status() == 0 ? NONE : String.valueOf(answer.status()), _ -> new LongAdder())
        .increment();
    slowest = Math.max(slowest, answeredAt - sentAt);
    if (grant) {
      grants.increment();
      if (sentAt >= repairedAt) {
        recovered(answeredAt);
      }
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

  /** HTTP statuses and how often; "none" where no answer came. */
  public Map<String, Long> outcomes() {
    Map<String, Long> counts = new TreeMap<>();
    outcomes.forEach((status, count) -> counts.put(status, count.sum()));
    return counts;
  }

  /** Answers with 503 up to now. */
  public long refused() {
    LongAdder count = outcomes.get("503");
    return count == null ? 0 : count.sum();
  }

  /** From now on nothing is broken, so that no answer should be a 503. */
  public synchronized void countRefusals() {
    refusedBefore = refused();
    callsBefore = calls();
  }

  /** Something is about to be broken. */
  public synchronized void endCountOfRefusals() {
    if (refusedBefore >= 0) {
      refusedInHealth += refused() - refusedBefore;
      callsInHealth += calls() - callsBefore;
      refusedBefore = -1;
    }
  }

  /** Answers with 503 while nothing was broken. */
  public synchronized long refusedInHealth() {
    return refusedInHealth;
  }

  public synchronized long callsInHealth() {
    return callsInHealth;
  }

  /** The longest that a caller waited for an answer or gave up, ms. */
  public long slowestMillis() {
    return slowest / 1000;
  }

  public void forgetSlowest() {
    slowest = 0;
  }

  /** From repair to the first grant that was asked for after it, ms, in order. */
  public synchronized List<Long> recoveriesMillis() {
    return List.copyOf(recoveries);
  }
}
