package io.seatlock.faults.proof;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one seat.
 *
 * @param calls by the time at which they were sent
 * @param grants by lockId, as far as callers were told
 */
record Seat(String name, List<Call> calls, Life life, Map<String, Grant> grants, Verdict verdict) {

  static Seat of(String name, List<Call> calls, Life life, Verdict verdict) {
    Map<String, Grant> grants = new HashMap<>();
    for (Call call : calls) {
      Grant told = Grant.told(call, name);
      if (told != null) {
        grants.merge(told.lockId(), told, Grant::and);
      }
    }
    return new Seat(name, calls, life, grants, verdict);
  }

  boolean mayLose(long time) {
    return verdict.circumstances().mayLose(time);
  }

  boolean mayBeUndone(long time) {
    return verdict.circumstances().mayBeUndone(time);
  }

  /** Whether a change that was told may have been lost before another moment. */
  boolean mayHaveLost(long time, long later) {
    return verdict.circumstances().mayHaveLost(time, later);
  }

  /** Whether what happened at some time in a call may be lost. */
  boolean mayLose(Call call) {
    return verdict.circumstances().mayLose(call.sentAt() - Times.SLACK, call.answeredAt() + Times.SLACK);
  }

  void broken(Rule rule, String sentence, @Nullable Object... args) {
    verdict.broken(rule, name + ": " + sentence, args);
  }
}
