package io.seatlock.faults.history;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One call of one client, as the client saw it. Times are µs since the epoch by the wall clock of the machine.
 * Everything runs on one machine, so Redis' TIME shows the same clock. Therefore a version (TIME in µs when the change
 * was made) can be compared with the times of a call.
 *
 * <p>A request over Kafka is a call whose answer is unknown: the topics show its result.
 *
 * @param seats {@code venueId:row:seat}, as the key of the events
 * @param user the user whom the caller named, null if none
 * @param lockId the lockId that the caller sent, null if none
 * @param sentAt before the first byte was sent
 * @param answeredAt after the last byte was read, or when the caller gave up
 */
public record Call(int client, Operation operation, List<String> seats, @Nullable String user, @Nullable String lockId,
    long sentAt, long answeredAt, Answer answer) {

  /** The version that the answer holds for this seat, 0 if it holds none. */
  public long versionOf(String seat) {
    int place = seats.indexOf(seat);
    return place >= 0 && place < answer.versions().size() ? answer.versions().get(place) : 0;
  }

  /**
   * The deadline that the answer holds for this seat, in ms; 0 if it holds none. An answer for several seats holds the
   * deadline of the first seat. It applies to another seat only if both versions were set at the same instant.
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
