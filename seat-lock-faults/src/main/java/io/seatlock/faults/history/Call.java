package io.seatlock.faults.history;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One call of one client, as the client saw it. Times are µs since the epoch by the wall clock of the
 * machine. Everything runs on one machine, so this is the clock that Redis' TIME shows, and a version
 * (TIME in µs when the change was made) can be compared with the times of a call.
 *
 * <p>A request over Kafka is a call whose answer is unknown: the topics show its result.
 *
 * @param seats {@code venueId:row:seat}, as the key of the events
 * @param user the user whom the caller named, null if none
 * @param lockId the secret that the caller showed, null if none
 * @param sentAt before the first byte was sent
 * @param answeredAt after the last byte was read, or when the caller gave up
 */
public record Call(int client, Operation operation, List<String> seats, @Nullable String user, @Nullable String lockId,
    long sentAt, long answeredAt, Answer answer) {

  public static Call lock(int client, String user, String seat, long sentAt, long answeredAt, Answer answer) {
    return new Call(client, Operation.LOCK, List.of(seat), user, null, sentAt, answeredAt, answer);
  }

  /** A call on a seat that is held or sold, by the one who holds it or says so. */
  public static Call onHeld(int client, Operation operation, String seat, @Nullable String user,
      @Nullable String lockId, long sentAt, long answeredAt, Answer answer) {
    return new Call(client, operation, List.of(seat), user, lockId, sentAt, answeredAt, answer);
  }

  /** The version that the answer names for this seat, 0 if it names none. */
  public long versionOf(String seat) {
    int place = seats.indexOf(seat);
    return place >= 0 && place < answer.versions().size() ? answer.versions().get(place) : 0;
  }

  /**
   * The deadline that the answer names for this seat, in ms; 0 if it names none. An answer over several seats
   * names that of the first; it is that of all others only if one instant has set them all.
   */
  public long deadlineOf(String seat) {
    int place = seats.indexOf(seat);
    boolean first = place == 0 && answer.versions().size() > 0;
    return first || isOfOneInstant(place) ? answer.expiresAt() : 0;
  }

  private boolean isOfOneInstant(int place) {
    return place > 0 && place < answer.versions().size() && (operation == Operation.LOCK || lockId != null)
        && Math.abs(answer.versions().get(place) - answer.versions().getFirst()) <= Times.SLACK;
  }

  public boolean isDone() {
    return answer.isDone();
  }

  public boolean isUnknown() {
    return answer.isUnknown();
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s of client %d for %s%s, sent %s, answered %s by %d%s", operation, client,
        user == null ? "nobody" : user, lockId == null ? "" : " with lockId " + lockId, Times.text(sentAt),
        Times.text(answeredAt), answer.status(), answer.code() == null ? "" : " " + answer.code());
  }
}
