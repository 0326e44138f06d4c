package io.seatlock.faults.checker;

import io.seatlock.faults.findings.Findings;
import io.seatlock.faults.history.History;
import io.seatlock.faults.history.SeatEvent;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Judges a run by three questions, for each seat on its own, since seats do not depend on each other:
 * do the answers that callers got exclude each other (one holder at a time, versions rise); do the topics
 * are a valid history of the seat (locked, unlocked or finalized, never early); and do answers and topics agree.
 *
 * <p>Whoever got no answer knows nothing: what they asked for may have happened, may not, and may still.
 * The checker accuses only where no such chance is left. Its work grows with the history as sorting does.
 */
public final class Checker {

  private final History history;

  private final SeatRecords records;

  private final FindingsBuilder verdict;

  private final GroupLocks groups = new GroupLocks();

  private Checker(History history, SeatRecords records, FindingsBuilder verdict) {
    this.history = history;
    this.records = records;
    this.verdict = verdict;
  }

  /**
   * @param history all calls on these seats, when nobody adds any more
   * @param events of all topics, read from their beginning to their end; repetitions included
   */
  public static Findings check(History history, Collection<SeatEvent> events, Circumstances circumstances) {
    return new Checker(history, new SeatRecords(events), new FindingsBuilder(circumstances)).findings();
  }

  private Findings findings() {
    Set<String> seats = new TreeSet<>(history.seats());
    seats.addAll(records.seats());
    seats.forEach(this::judge);
    groups.judge(records, verdict);
    return verdict.findings(history.calls(), history.unknownCalls());
  }

  private void judge(String name) {
    SeatHistory events = new SeatHistory(records.changes(name, verdict), verdict);
    CheckedSeat seat = CheckedSeat.of(name, history.of(name), events, verdict);
    Exclusivity.judge(seat);
    VersionOrder.judge(seat);
    GrantEvents.judge(seat);
    StatusReads.judge(seat);
    LockOwners owners = new LockOwners(seat);
    Set<Long> matched = ChangeEvents.judge(seat, owners).keySet();
    EventCauses.judge(seat, owners, matched, groups::add);
  }
}
