package io.seatlock.faults.windows;

import io.seatlock.faults.history.Times;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The seats as a window shows them: the last snapshot, and each change that continues it without a gap. Thread-safe.
 */
final class ShownSeats {

  private static final long NOTHING = -1;

  private final List<String> seats;

  private final Map<String, Integer> indexes = new HashMap<>();

  private final Status[] statuses;

  private final long[] versions;

  /** The highest version of each seat that was ever shown. */
  private final long[] highest;

  private final Observer observer;

  private long seq = NOTHING;

  /** Is notified of changes that are shown, and of violations. */
  interface Observer {

    /** A seat is shown with a lower version than before. */
    void older(String seat, long version, long shown);

    /** A change does not continue the last one. It was not applied. */
    void gap(long known, long from, long to);

    /** A change of a seat is shown for the first time. Its version is the time of the change, µs since the epoch. */
    void seen(long version);
  }

  /** @param seats of the plan, in its order */
  ShownSeats(List<String> seats, Observer observer) {
    this.seats = seats;
    this.observer = observer;
    for (int i = 0; i < seats.size(); i++) {
      indexes.put(seats.get(i), i);
    }
    statuses = new Status[seats.size()];
    Arrays.fill(statuses, Status.AVAILABLE);
    versions = new long[seats.size()];
    highest = new long[seats.size()];
  }

  synchronized void replace(JsonNode snapshot) {
    Arrays.fill(statuses, Status.AVAILABLE);
    Arrays.fill(versions, 0);
    take(snapshot, false);
    seq = snapshot.get("seq").longValue();
  }

  /** @return false if the change does not continue the last one; then a new snapshot is needed */
  synchronized boolean apply(JsonNode change) {
    long from = change.get("from").longValue();
    long to = change.get("seq").longValue();
    if (seq == NOTHING || from != seq || to <= from) {
      observer.gap(seq, from, to);
      return false;
    }
    take(change, true);
    seq = to;
    return true;
  }

  synchronized ShownState shown() {
    return new ShownState(Times.now(), seq != NOTHING, statuses.clone(), versions.clone());
  }

  private void take(JsonNode event, boolean isChange) {
    for (JsonNode seat : event.path("seats")) {
      take(seat.get("row").asString() + "_" + seat.get("seat").asString(),
          Status.valueOf(seat.get("status").asString()), seat.get("version").longValue(), isChange);
    }
    if (event.has("changes")) {
      PackedSeats.changes(event.get("changes").asString(), (index, status) -> statuses[index] = status);
    }
    if (event.has("bits")) {
      PackedSeats.bits(event.get("bits").asString(), seats.size(), (index, status) -> statuses[index] = status);
    }
  }

  private void take(String seat, Status status, long version, boolean isChange) {
    Integer index = indexes.get(seat);
    if (index == null) {
      throw new IllegalArgumentException("the plan has no seat " + seat);
    }
    if (version < highest[index]) {
      observer.older(seat, version, highest[index]);
    }
    if (isChange && version > highest[index]) {
      observer.seen(version);
    }
    highest[index] = Math.max(highest[index], version);
    statuses[index] = status;
    versions[index] = version;
  }
}
