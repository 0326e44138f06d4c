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

/** What can be seen of a load while it runs: counts, and how soon after a repair seats are granted again. */
public final class LoadStatistics {

  private static final String NONE = "none";

  private static final int REFUSED = 503;

  private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();

  private final LongAdder grants = new LongAdder();

  private final LongAdder calls = new LongAdder();

  private final List<Long> recoveries = new ArrayList<>();

  /** µs since the epoch; {@link Long#MAX_VALUE} if no repair waits for a grant. */
  private volatile long repairedAt = Long.MAX_VALUE;

  private volatile long slowest;

  /** Since when nothing is broken, µs since the epoch; {@link Long#MAX_VALUE} while something may be. */
  private volatile long healthySince = Long.MAX_VALUE;

  private final List<String> refusedInHealth = new CopyOnWriteArrayList<>();

  private final LongAdder callsInHealth = new LongAdder();

  /** From now on the next grant that was asked for ends the recovery. */
  public void repaired() {
    repairedAt = Times.now();
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
    if (sentAt >= healthySince) {
      noteInHealth(answer, sentAt, answeredAt);
    }
    if (grant) {
      grants.increment();
      if (sentAt >= repairedAt) {
        recovered(answeredAt);
      }
    }
  }

  private void noteInHealth(Answer answer, long sentAt, long answeredAt) {
    callsInHealth.increment();
    if (answer.status() == REFUSED) {
      refusedInHealth.add("sent %s, refused after %d ms".formatted(Times.text(sentAt), (answeredAt - sentAt) / 1000));
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
    LongAdder count = outcomes.get(String.valueOf(REFUSED));
    return count == null ? 0 : count.sum();
  }

  /** From now on nothing is broken, so that no call that is sent from now on should be answered by 503. */
  public void countRefusals() {
    healthySince = Times.now();
  }

  /** Something is about to be broken. Calls that are under way are not counted. */
  public void endCountOfRefusals() {
    healthySince = Long.MAX_VALUE;
  }

  /** Each call that was sent and answered with 503 while nothing was broken: when it was sent and how long it took. */
  public List<String> refusedInHealth() {
    return refusedInHealth;
  }

  /** Calls that were sent and answered while nothing was broken. */
  public long callsInHealth() {
    return callsInHealth.sum();
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
