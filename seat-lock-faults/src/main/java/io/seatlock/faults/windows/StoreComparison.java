package io.seatlock.faults.windows;

import io.seatlock.faults.history.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares a window with the store. A window must show each change within a time limit. So a seat whose last change is
 * older than the limit must be shown as it is stored; its version tells when it changed. More recent changes are left
 * to a later comparison.
 */
final class StoreComparison {

  private final List<String> seats;

  private final Duration limit;

  /**
   * @param seats of the plan, in its order
   * @param limit how late a change may be shown
   */
  StoreComparison(List<String> seats, Duration limit) {
    this.seats = seats;
    this.limit = limit;
  }

  /**
   * Compares the statuses of the seats.
   *
   * @param stored read after the window was looked at
   * @param readAt when, at the latest, µs since the epoch
   * @return a sentence for each seat that is not shown as it should be
   */
  List<String> statuses(ShownState shown, Map<String, StoredSeat> stored, long readAt) {
    return differences(shown, stored, readAt, false);
  }

  /**
   * As {@link #statuses}, and compares the versions of taken seats, where the window knows them. Versions of available
   * seats are not compared, because a window may not have seen that such a seat was taken and freed in between.
   */
  List<String> statusesAndVersions(ShownState shown, Map<String, StoredSeat> stored, long readAt) {
    return differences(shown, stored, readAt, true);
  }

  private List<String> differences(ShownState shown, Map<String, StoredSeat> stored, long readAt, boolean versions) {
    if (!shown.isComplete()) {
      return List.of("shows nothing yet");
    }
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < seats.size(); i++) {
      StoredSeat seat = stored.getOrDefault(seats.get(i), StoredSeat.UNTOUCHED);
      boolean isOther = shown.statuses()[i] != seat.status()
          || (versions && seat.status() != Status.AVAILABLE && isOther(shown.versions()[i], seat.version()));
      if (isOther && mustBeShown(seat, shown.at(), readAt)) {
        differences.add("%s is %s since %s, shown as %s at %s".formatted(seats.get(i), seat.status(),
            text(seat.version()), shown.statuses()[i] + versionOf(shown, i), Times.text(shown.at())));
      }
    }
    return differences;
  }

  private static boolean isOther(long shown, long stored) {
    return shown != 0 && shown != stored;
  }

  /** A lock whose deadline has passed may be shown as locked or as available until the store has ended it. */
  private boolean mustBeShown(StoredSeat seat, long shownAt, long readAt) {
    boolean isOver = seat.status() == Status.LOCKED && Times.micros(seat.expiresAt()) <= readAt;
    return !isOver && seat.version() <= shownAt - limit.toNanos() / 1000;
  }

  private static String versionOf(ShownState shown, int index) {
    return shown.versions()[index] == 0 ? "" : " since " + text(shown.versions()[index]);
  }

  private static String text(long version) {
    return version == 0 ? "ever" : Times.text(version);
  }
}
