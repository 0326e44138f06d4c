package io.seatlock.check;

import static io.seatlock.check.Difference.Kind.EVENT_AHEAD;
import static io.seatlock.check.Difference.Kind.EVENT_MISSING;
import static io.seatlock.check.Difference.Kind.FALLEN_VERSION;
import static io.seatlock.check.Difference.Kind.MALFORMED_EVENT;

import io.seatlock.store.outbox.MalformedEvent;
import io.seatlock.store.outbox.Outbox;
import io.seatlock.store.outbox.OutboxEntry;
import io.seatlock.store.outbox.OutboxEvent;
import io.seatlock.store.script.Partition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Compares the waiting events of one partition with the versions of their seats. The stream is read first, and the
 * hashes after it. A change writes both in one step, and events of the same seat and topic are removed in order. So a
 * running service causes no false alarm: an event that was read never has a higher version than its seat. And while an
 * older event of the same kind is in the stream, the event of the seat's last change is there, too. Only the stored
 * state of a seat that has been idle for long may be removed before its event.
 */
final class OutboxCheck {

  private final KeyScan scan;

  private final Partition partition;

  private final String outbox;

  private final Inspection inspection;

  private final Differences differences;

  private final Duration idle;

  /** By seat: the newest waiting event. */
  private final Map<String, Waiting> newest = new HashMap<>();

  /** By seat and the status after the event: the newest waiting event. */
  private final Map<String, Waiting> newestOfKind = new HashMap<>();

  private final Map<String, Inspection.Found> seats = new HashMap<>();

  private long events;

  /** @param idle how long a seat must have been available until its stored state is removed; zero: never */
  OutboxCheck(KeyScan scan, Partition partition, Inspection inspection, Differences differences, Duration idle) {
    this.scan = scan;
    this.partition = partition;
    this.outbox = partition.keys().outbox();
    this.inspection = inspection;
    this.differences = differences;
    this.idle = idle;
  }

  /**
   * Runs the check once.
   *
   * @return number of waiting events
   */
  long run() {
    scan.allEntries(outbox, Outbox.START, this::add);
    inspection.inspect(partition, "", newest.keySet().stream().map(FoundSeat::named).toList(),
        found -> seats.put(found.seat().name(), found));
    inspection.finish();
    newest.forEach(this::compare);
    findMissing();
    return events;
  }

  private void add(OutboxEntry entry) {
    events++;
    try {
      if (entry.event() instanceof OutboxEvent.Change change) {
        add(entry, change);
      }
    } catch (MalformedEvent malformed) {
      differences.add(MALFORMED_EVENT, outbox, entry.id(), malformed.flaw(), "");
    }
  }

  private void add(OutboxEntry entry, OutboxEvent.Change change) {
    String seat = change.seat().toString();
    Waiting event = new Waiting(entry.id(), change.version(), statusAfter(change));
    Waiting before = newest.put(seat, event);
    newestOfKind.put(seat + " " + event.status(), event);
    if (before != null && before.version() > event.version()) {
      differences.add(FALLEN_VERSION, seat, event.id(), event.versionText(), before.versionText());
    }
  }

  /** The status of the seat after the change. */
  private static String statusAfter(OutboxEvent.Change change) {
    return switch (change) {
      case OutboxEvent.Locked _ -> "LOCKED";
      case OutboxEvent.Unlocked _ -> "AVAILABLE";
      case OutboxEvent.Finalized _ -> "FINALIZED";
    };
  }

  private void compare(String seat, Waiting event) {
    Inspection.Found found = seats.get(seat);
    if (found != null && found.version() >= 0 && event.version() > found.version()
        && !mayBeForgotten(found, event) && stillWaits(event)) {
      differences.add(EVENT_AHEAD, seat, event.id(), event.versionText(), String.valueOf(found.version()));
    }
  }

  /** Whether the state of the seat may have been removed by forget.lua. A version is a time in µs, or above it. */
  private boolean mayBeForgotten(Inspection.Found found, Waiting event) {
    long idleSince = ChronoUnit.MICROS.between(Instant.EPOCH, found.at().minus(idle));
    return !idle.isZero() && found.version() == 0 && event.status().equals("AVAILABLE") && event.version() < idleSince;
  }

  /**
   * Looks for last changes without an event, although an older event of the same kind waits. A change after the first
   * read of the stream is no such case, so the stream is read again from the oldest of those events.
   */
  private void findMissing() {
    Map<String, Waiting> missing = new HashMap<>();
    seats.forEach((seat, found) -> {
      Waiting event = newestOfKind.get(seat + " " + found.status());
      if (event != null && event.version() < found.version()) {
        missing.put(seat, event);
      }
    });
    String first = missing.values().stream().map(Waiting::id).min(Comparator.comparing(OutboxCheck::sortKey))
        .orElse("");
    if (!first.isEmpty()) {
      scan.allEntries(outbox, first, entry -> removeAnnounced(missing, entry));
      missing.values().removeIf(event -> !stillWaits(event));
      missing.forEach((seat, event) -> differences.add(EVENT_MISSING, seat, event.id(), "",
          String.valueOf(versionOf(seat))));
    }
  }

  private void removeAnnounced(Map<String, Waiting> missing, OutboxEntry entry) {
    try {
      if (entry.event() instanceof OutboxEvent.Change change
          && change.version() >= versionOf(change.seat().toString())) {
        missing.remove(change.seat().toString());
      }
    } catch (MalformedEvent reportedBefore) {
      // It is not the event of a change.
    }
  }

  private long versionOf(String seat) {
    Inspection.Found found = seats.get(seat);
    return found == null ? -1 : found.version();
  }

  private boolean stillWaits(Waiting event) {
    return scan.contains(outbox, event.id());
  }

  /** An id in a form whose order as text is the order of the stream: its two numbers with leading zeros. */
  private static String sortKey(String id) {
    String[] parts = id.split("-");
    return "0".repeat(20 - parts[0].length()) + parts[0] + "0".repeat(20 - parts[1].length()) + parts[1];
  }

  /**
   * A waiting event of a change.
   *
   * @param id of the entry in the stream
   * @param status of the seat after the change
   */
  private record Waiting(String id, long version, String status) {

    String versionText() {
      return String.valueOf(version);
    }
  }
}
