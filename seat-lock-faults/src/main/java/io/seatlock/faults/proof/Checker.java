package io.seatlock.faults.proof;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Judges a run by three questions, for each seat on its own, since seats do not depend on each other:
 * do the answers that callers got exclude each other (one holder at a time, versions rise); do the topics
 * read as the life of a seat (locked, unlocked or finalized, never early); and do both tell the same.
 *
 * <p>Whoever got no answer knows nothing: what they asked for may have happened, may not, and may still.
 * The checker accuses only where no such chance is left. Its work grows with the history as sorting does.
 */
public final class Checker {

  private final History history;

  private final Records records;

  private final Verdict verdict;

  private final Groups groups = new Groups();

  private Checker(History history, Records records, Verdict verdict) {
    this.history = history;
    this.records = records;
    this.verdict = verdict;
  }

  /**
   * @param history all calls on these seats, when nobody adds any more
   * @param events of all topics, read from their beginning to their end; repetitions included
   */
  public static Findings check(History history, Collection<SeatEvent> events, Circumstances circumstances) {
    return new Checker(history, new Records(events), new Verdict(circumstances)).findings();
  }

  private Findings findings() {
    Set<String> seats = new TreeSet<>(history.seats());
    seats.addAll(records.seats());
    seats.forEach(this::judge);
    groups.judge(records, verdict);
    return verdict.findings(history.calls(), history.unknownCalls());
  }

  private void judge(String name) {
    Life life = new Life(records.changes(name, verdict), verdict);
    Seat seat = Seat.of(name, history.of(name), life, verdict);
    Holds.judge(seat);
    VersionOrder.judge(seat);
    Promises.judge(seat);
    Looks.judge(seat);
    Owners owners = new Owners(seat);
    Set<Long> matched = Endings.judge(seat, owners).keySet();
    Explanations.judge(seat, owners, matched, groups::add);
  }
}
