package io.seatlock.faults.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a call, as the client received it.
 *
 * @param status the HTTP status; 0 if there was none: a time-out, a broken connection, a request over Kafka
 * @param code why it was refused; for a status read the status of the seat (LOCKED, AVAILABLE, FINALIZED)
 * @param lockId of a grant or an extension
 * @param user for a status read: who holds the seat
 * @param versions one for each seat of the call, in its order; empty if the answer holds none
 * @param expiresAt the deadline in ms since the epoch, 0 if the answer holds none
 */
public record Answer(int status, @Nullable String code, @Nullable String lockId, @Nullable String user,
    List<Long> versions, long expiresAt) {

  private static final Answer UNKNOWN = new Answer(0, null, null, null, List.of(), 0);

  private static final Answer DONE = new Answer(200, null, null, null, List.of(), 0);

  /** It is not known whether the call took effect or will still do so. */
  public static Answer unknown() {
    return UNKNOWN;
  }

  /** An unlock, a sale or a release that succeeded. */
  public static Answer done() {
    return DONE;
  }

  /** A lock or an extension that succeeded. */
  public static Answer granted(String lockId, long expiresAt, List<Long> versions) {
    return new Answer(200, null, lockId, null, versions, expiresAt);
  }

  /** An error: refused if the status is 4xx, unknown if it is 5xx. */
  public static Answer problem(int status, String code) {
    return new Answer(status, code, null, null, List.of(), 0);
  }

  /** The result of a status read; a seat that nobody has used has version 0. */
  public static Answer seen(String status, @Nullable String user, long version, long expiresAt) {
    return new Answer(200, status, null, user, List.of(version), expiresAt);
  }

  public boolean isDone() {
    return status >= 200 && status < 300;
  }

  /** A 503 does not say that nothing was changed: the call may have taken effect, or may still do so. */
  public boolean isUnknown() {
    return status == 0 || status >= 500;
  }
}
