package io.seatlock.faults.checker;

import io.seatlock.faults.findings.Rule;
import io.seatlock.faults.history.Call;
import io.seatlock.faults.history.Operation;
import io.seatlock.faults.history.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One holder at a time, judged by the answers to callers alone: no lock begins while another lock or a sale certainly
 * holds the seat. A lock certainly holds the seat from its version (Redis' time) on, a sale from its answer on. A
 * change that a fail-over may have lost is not certain.
 */
final class Exclusivity {

  private final CheckedSeat seat;

  private final List<Hold> holds = new ArrayList<>();

  private Exclusivity(CheckedSeat seat) {
    this.seat = seat;
  }

  static void judge(CheckedSeat seat) {
    Exclusivity holds = new Exclusivity(seat);
    holds.addGrants();
    holds.addSales();
    holds.judge();
  }

  private void addGrants() {
    List<Grant> granted = seat.calls().stream().map(call -> Grant.of(call, seat.name())).filter(Objects::nonNull)
        .toList();
    Map<String, Grant> durable = new HashMap<>();
    granted.stream().filter(grant -> !seat.mayLose(grant.version()))
        .forEach(grant -> durable.merge(grant.lockId(), grant, Grant::and));
    granted.stream().filter(grant -> seat.mayLose(grant.version())).forEach(
        lost -> durable.computeIfPresent(lost.lockId(), (_, grant) -> grant.orExpiringAt(lost.deadline())));
    durable.values().forEach(grant -> holds
        .add(new Hold(grant.version(), grant.certainUntil(seat.name(), seat.calls()), grant.lockId(), grant)));
  }

  private void addSales() {
    for (Call call : seat.calls()) {
      if (call.operation() == Operation.FINALIZE && call.isDone() && !seat.mayLose(call)) {
        holds.add(new Hold(call.answeredAt(), soldUntil(call), null, call));
      }
    }
  }

  private long soldUntil(Call sale) {
    for (Call call : seat.calls()) {
      if (call.operation() == Operation.RELEASE
          && (call.isUnknown() || (call.isDone() && call.answeredAt() >= sale.sentAt()))) {
        return Math.max(sale.answeredAt(), call.sentAt());
      }
    }
    return Long.MAX_VALUE;
  }

  private void judge() {
    holds.sort(Comparator.comparingLong(Hold::from).thenComparingLong(Hold::until));
    Hold longest = null;
    for (Hold hold : holds) {
      if (longest != null && hold.lockId() != null && hold.from() < longest.until()) {
        seat.broken(Rule.OVERLAP, "%s began while %s certainly held the seat, until %s", hold.what(), longest.what(),
            longest.until() == Long.MAX_VALUE ? "it is released" : Times.text(longest.until()));
      }
      if (longest == null || hold.until() > longest.until()) {
        longest = hold;
      }
    }
  }

  /** @param lockId null for a sale */
  private record Hold(long from, long until, @Nullable String lockId, Object what) {}
}
