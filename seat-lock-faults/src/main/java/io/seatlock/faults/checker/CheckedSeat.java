package io.seatlock.faults.checker;

import io.seatlock.faults.findings.Rule;
import io.seatlock.faults.history.Call;
import io.seatlock.faults.history.Times;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one seat.
 *
 * @param calls by the time at which they were sent
 * @param grants by lockId, as far as they were answered
 */
record CheckedSeat(String name, List<Call> calls, SeatHistory life, Map<String, Grant> grants,
    FindingsBuilder verdict) {

  static CheckedSeat of(String name, List<Call> calls, SeatHistory life, FindingsBuilder verdict) {
    Map<String, Grant> grants = new HashMap<>();
    for (Call call : calls) {
      Grant granted = Grant.of(call, name);
      if (granted != null) {
        grants.merge(granted.lockId(), granted, Grant::and);
      }
    }
    return new CheckedSeat(name, calls, life, grants, verdict);
  }

  boolean mayLose(long time) {
    return verdict.circumstances().mayLose(time);
  }

  boolean mayBeUndone(long time) {
    return verdict.circumstances().mayBeUndone(time);
  }

  /** Whether a change that was published may have been lost before another moment. */
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
