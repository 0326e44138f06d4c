package io.seatlock.faults.checker;

import io.seatlock.faults.findings.Rule;
import io.seatlock.faults.history.Call;
import io.seatlock.faults.history.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Versions rise: a call that was sent after an answer gets no lower version than that answer, and no two locks have the
 * same version. This includes repeated requests, which are answered with the present version of the lock.
 */
final class VersionOrder {

  private final CheckedSeat seat;

  private final List<Call> byAnswer;

  private int answered;

  private @Nullable Call highest;

  private VersionOrder(CheckedSeat seat, List<Call> granted) {
    this.seat = seat;
    this.byAnswer = new ArrayList<>(granted);
    byAnswer.sort(Comparator.comparingLong(Call::answeredAt));
  }

  static void judge(CheckedSeat seat) {
    List<Call> granted = seat.calls().stream().filter(call -> isGranted(call, seat)).toList();
    VersionOrder order = new VersionOrder(seat, granted);
    granted.forEach(order::judge);
    judgeSame(seat, granted);
  }

  private static boolean isGranted(Call call, CheckedSeat seat) {
    return call.isDone() && call.versionOf(seat.name()) > 0
        && (call.operation() == Operation.LOCK || call.operation() == Operation.EXTEND);
  }

  private void judge(Call call) {
    Call before = highestBefore(call.sentAt());
    if (before != null && version(call) < version(before)) {
      seat.broken(Rule.VERSION_REGRESSION, "version %d in the answer to %s came after version %d in that to %s",
          version(call), call,
          version(before), before);
    }
  }

  /** Ignores versions that a fail-over may have lost: a later answer may show the older lock again. */
  private @Nullable Call highestBefore(long time) {
    while (answered < byAnswer.size() && byAnswer.get(answered).answeredAt() < time) {
      Call next = byAnswer.get(answered++);
      if (!seat.mayLose(version(next)) && (highest == null || version(next) > version(highest))) {
        highest = next;
      }
    }
    return highest;
  }

  private static void judgeSame(CheckedSeat seat, List<Call> granted) {
    Map<Long, Call> byVersion = HashMap.newHashMap(granted.size());
    for (Call call : granted) {
      Call other = byVersion.putIfAbsent(call.versionOf(seat.name()), call);
      if (other != null && call.seats().getFirst().equals(seat.name())
          && other.seats().getFirst().equals(seat.name())
          && !String.valueOf(call.answer().lockId()).equals(other.answer().lockId())) {
        seat.broken(Rule.VERSION_REGRESSION, "version %d is in the answers to two locks, %s and %s",
            call.versionOf(seat.name()),
            call, other);
      }
    }
  }

  private long version(Call call) {
    return call.versionOf(seat.name());
  }
}
