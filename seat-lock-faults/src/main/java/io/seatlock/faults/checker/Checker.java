package io.seatlock.faults.checker;

import io.seatlock.faults.findings.Findings;
import io.seatlock.faults.history.History;
import io.seatlock.faults.history.SeatEvent;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Judges a run by three questions. Do the answers to callers contradict each other (one holder at a time, versions
 * rise)? Do the topics hold a valid history (locked, then unlocked or finalized, never early)? Do answers and topics
 * agree? Each seat is judged on its own, because seats do not depend on each other.
 *
 * <p>The result of a call without an answer is unknown: the change may have been made, may not, or may still be made.
 * The checker reports a violation only if none of these explains what was seen. Its running time is O(n log n).
 */
public final class Checker {

  private final History history;

  private final SeatRecords records;

  private final FindingsBuilder findings;

  private final GroupLocks groups = new GroupLocks();

  private Checker(History history, SeatRecords records, FindingsBuilder findings) {
    this.history = history;
    this.records = records;
    this.findings = findings;
  }

  /**
   * @param history all calls on these seats; must be complete
   * @param events of all topics, read from their beginning to their end; repetitions included
   */
  public static Findings check(History history, Collection<SeatEvent> events, Circumstances circumstances) {
    return new Checker(history, new SeatRecords(events), new FindingsBuilder(circumstances)).run();
  }

  private Findings run() {
    Set<String> seats = new TreeSet<>(history.seats());
    seats.addAll(records.seats());
    seats.forEach(this::judge);
    groups.judge(records, findings);
    return findings.build(history.calls(), history.unknownCalls());
  }

  private void judge(String name) {
    SeatHistory events = new SeatHistory(records.changes(name, findings), findings);
    CheckedSeat seat = CheckedSeat.of(name, history.of(name), events, findings);
    Exclusivity.judge(seat);
    VersionOrder.judge(seat);
    GrantEvents.judge(seat);
    StatusReads.judge(seat);
    LockOwners owners = new LockOwners(seat);
    Set<Long> matched = ChangeEvents.judge(seat, owners).keySet();
    EventCauses.judge(seat, owners, matched, groups::add);
  }
}
