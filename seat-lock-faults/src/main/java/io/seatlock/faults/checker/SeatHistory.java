package io.seatlock.faults.checker;

import io.seatlock.faults.findings.Finding;
import io.seatlock.faults.findings.Rule;
import io.seatlock.faults.history.SeatEvent;
import io.seatlock.faults.history.Times;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The events of one seat by version. An event that was published before a fail-over and contradicts what came after it
 * was lost with the old primary.
 */
final class SeatHistory {

  private final List<SeatEvent> changes;

  /** The changes that were not lost. They are a valid history unless there are findings. */
  private final List<SeatEvent> kept = new ArrayList<>();

  private final Set<Long> lost = new HashSet<>();

  private final FindingsBuilder findings;

  /** @param changes distinct, by version */
  SeatHistory(List<SeatEvent> changes, FindingsBuilder findings) {
    this.changes = changes;
    this.findings = findings;
    changes.forEach(this::append);
    kept.stream().filter(event -> event.what() == SeatEvent.What.EXPIRED).forEach(findings::expired);
    judgeEnd();
  }

  /** All changes, including those that a fail-over has lost. */
  List<SeatEvent> changes() {
    return changes;
  }

  boolean isLost(long version) {
    return lost.contains(version);
  }

  @Nullable
  SeatEvent at(long version) {
    int place = firstFrom(version);
    return place < changes.size() && changes.get(place).version() == version ? changes.get(place) : null;
  }

  /** The index of the first change with this version or a higher one. */
  int firstFrom(long version) {
    int low = 0;
    int high = changes.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (changes.get(middle).version() < version) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void append(SeatEvent event) {
    Finding finding = Transitions.judge(last(), event);
    if (finding == null || forgetLost(event)) {
      kept.add(event);
    } else if (findings.circumstances().mayLose(event.version())) {
      lost.add(event.version());
    } else {
      findings.broken(finding);
      kept.add(event);
    }
  }

  /**
   * Drops the latest changes until the event is a valid next one, if a fail-over may have lost all of them.
   *
   * @return false if there is no such state; then nothing is dropped
   */
  private boolean forgetLost(SeatEvent event) {
    for (int size = kept.size(); size > 0 && mayHaveLost(kept.get(size - 1), event); size--) {
      if (Transitions.judge(size > 1 ? kept.get(size - 2) : null, event) == null) {
        forget(kept.subList(size - 1, kept.size()));
        return true;
      }
    }
    return false;
  }

  private boolean mayHaveLost(SeatEvent published, SeatEvent event) {
    return findings.circumstances().mayHaveLost(published.version(), event.version());
  }

  private void forget(List<SeatEvent> forgotten) {
    forgotten.forEach(event -> lost.add(event.version()));
    forgotten.clear();
  }

  /** A lock whose deadline had passed when the topics were drained must have ended. */
  private void judgeEnd() {
    SeatEvent last = last();
    if (last == null || last.what() != SeatEvent.What.LOCKED
        || Times.micros(last.expiresAt()) >= findings.circumstances().drainedAt()) {
      return;
    }
    if (findings.circumstances().mayLose(last.version())) {
      forget(kept.subList(kept.size() - 1, kept.size()));
    } else {
      findings.broken(Rule.LOST_EVENT, "%s: the lock of %s (version %d) ended at %s, and there is no event of it",
          last.key(),
          last.user(), last.version(), Times.textOfMillis(last.expiresAt()));
    }
  }

  private @Nullable SeatEvent last() {
    return kept.isEmpty() ? null : kept.getLast();
  }

  List<SeatEvent> between(long fromVersion, long toVersion) {
    int from = firstFrom(fromVersion);
    int to = firstFrom(toVersion + 1);
    return from < to ? Collections.unmodifiableList(changes.subList(from, to)) : List.of();
  }
}
