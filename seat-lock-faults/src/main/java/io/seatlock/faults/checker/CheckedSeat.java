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
 * @param grants by lockId; only those that were answered
 */
record CheckedSeat(String name, List<Call> calls, SeatHistory events, Map<String, Grant> grants,
    FindingsBuilder findings) {

  static CheckedSeat of(String name, List<Call> calls, SeatHistory events, FindingsBuilder findings) {
    Map<String, Grant> grants = new HashMap<>();
    for (Call call : calls) {
      Grant granted = Grant.of(call, name);
      if (granted != null) {
        grants.merge(granted.lockId(), granted, Grant::and);
      }
    }
    return new CheckedSeat(name, calls, events, grants, findings);
  }

  boolean mayLose(long time) {
    return findings.circumstances().mayLose(time);
  }

  boolean mayLoseAfterRead(long time) {
    return findings.circumstances().mayLoseAfterRead(time);
  }

  /** Whether a published change of this time may have been lost before a later time. */
  boolean mayHaveLost(long time, long later) {
    return findings.circumstances().mayHaveLost(time, later);
  }

  /** Whether a change that was made at some time during this call may be lost. */
  boolean mayLose(Call call) {
    return findings.circumstances().mayLose(call.sentAt() - Times.SLACK, call.answeredAt() + Times.SLACK);
  }

  void broken(Rule rule, String sentence, @Nullable Object... args) {
    findings.broken(rule, name + ": " + sentence, args);
  }
}
