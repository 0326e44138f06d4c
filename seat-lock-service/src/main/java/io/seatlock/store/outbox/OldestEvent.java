package io.seatlock.store.outbox;

import java.time.Duration;

/**
 * How long the oldest event of an outbox has been waiting. Its id contains the time of Redis' clock, which gives a
 * wrong age after that clock was set back. So the age is at least the time since this instance first saw the event as
 * the oldest one, by the monotonic clock of this JVM.
 */
final class OldestEvent {

  private String id = "";

  /** When it was first seen as the oldest, {@link System#nanoTime()}. */
  private long since;

  /**
   * @param oldest id of the oldest event now, empty if there is none
   * @param byItsId its age according to the time in its id, by Redis' clock
   */
  synchronized Duration age(String oldest, Duration byItsId) {
    return age(oldest, byItsId, System.nanoTime());
  }

  synchronized Duration age(String oldest, Duration byItsId, long nanoTime) {
    if (!oldest.equals(id)) {
      id = oldest;
      since = nanoTime;
    }
    Duration watched = id.isEmpty() ? Duration.ZERO : Duration.ofNanos(nanoTime - since);
    return watched.compareTo(byItsId) > 0 ? watched : byItsId;
  }
}
