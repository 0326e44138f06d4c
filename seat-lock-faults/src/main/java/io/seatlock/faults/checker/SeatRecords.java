package io.seatlock.faults.checker;

import io.seatlock.faults.findings.Rule;
import io.seatlock.faults.history.SeatEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The records of all topics by seat. Removes repetitions, and checks the order of versions in each topic. */
final class SeatRecords {

  private static final Comparator<SeatEvent> AS_READ = Comparator.comparing(SeatEvent::topic)
      .thenComparingInt(SeatEvent::partition).thenComparingLong(SeatEvent::offset);

  private final Map<String, List<SeatEvent>> bySeat = new HashMap<>();

  SeatRecords(Collection<SeatEvent> events) {
    events.forEach(event -> bySeat.computeIfAbsent(event.key(), _ -> new ArrayList<>(4)).add(event));
  }

  Set<String> seats() {
    return bySeat.keySet();
  }

  /** All records of one seat. */
  List<SeatEvent> read(String seat) {
    return bySeat.getOrDefault(seat, List.of());
  }

  /** The distinct changes of one seat by version. */
  List<SeatEvent> changes(String seat, FindingsBuilder findings) {
    List<SeatEvent> read = new ArrayList<>(read(seat));
    read.sort(AS_READ);
    List<SeatEvent> distinct = distinct(read, findings);
    findings.events(distinct.size());
    List<SeatEvent> changes = new ArrayList<>(distinct);
    changes.removeIf(event -> event.what() == SeatEvent.What.REJECTED);
    judgeOrder(changes, findings);
    changes.sort(Comparator.comparingLong(SeatEvent::version));
    return changes;
  }

  private static List<SeatEvent> distinct(List<SeatEvent> read, FindingsBuilder findings) {
    Map<String, SeatEvent> known = HashMap.newHashMap(read.size());
    List<SeatEvent> distinct = new ArrayList<>(read.size());
    for (SeatEvent event : read) {
      SeatEvent first = known.putIfAbsent(event.id(), event);
      if (first == null) {
        distinct.add(event);
      } else if (isSame(first, event)) {
        findings.duplicateEvent();
      } else {
        findings.broken(Rule.CHANGED_DUPLICATE, "%s was published as %s and as %s", event.id(), first, event);
      }
    }
    return distinct;
  }

  /** A request that is consumed twice may be rejected twice, with different times and reasons. */
  private static boolean isSame(SeatEvent first, SeatEvent second) {
    return first.what() == second.what() && first.version() == second.version() && first.topic().equals(second.topic())
        && (first.what() == SeatEvent.What.REJECTED || hasSameValue(first, second));
  }

  private static boolean hasSameValue(SeatEvent first, SeatEvent second) {
    return Objects.equals(first.user(), second.user()) && first.at() == second.at()
        && first.expiresAt() == second.expiresAt();
  }

  /**
   * A relay that has read from an old primary may publish an event that the new primary never had, after events of the
   * new one. The change of such an event is lost, and a consumer that keeps the highest version ignores the event.
   */
  private static void judgeOrder(List<SeatEvent> asRead, FindingsBuilder findings) {
    SeatEvent highest = null;
    for (SeatEvent event : asRead) {
      if (highest == null || !isSamePartition(highest, event) || event.version() > highest.version()) {
        highest = event;
      } else if (!findings.circumstances().mayLose(event.version())) {
        findings.broken(Rule.VERSION_REGRESSION, "%s: on %s version %d came after version %d", event.key(),
            event.topic(), event.version(), highest.version());
      }
    }
  }

  private static boolean isSamePartition(SeatEvent one, SeatEvent other) {
    return one.partition() == other.partition() && one.topic().equals(other.topic());
  }
}
