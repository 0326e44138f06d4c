package io.seatlock.faults.findings;

/** What may not be seen. */
public enum Rule {

  /** Two grants surely held one seat at one time, or a sold seat was granted. */
  OVERLAP,
  /** A later grant or change has a version that is not higher. */
  VERSION_REGRESSION,
  /** A group was granted in part. */
  PARTLY_GRANTED,
  /** A change was answered, or a deadline passed, and there is no event of it. */
  LOST_EVENT,
  /** An event that no call and no deadline explains. */
  UNEXPLAINED_EVENT,
  /** The events of a seat do not read locked, then unlocked or finalized. */
  ORDER,
  /** The same {@code ce_id} with another content. */
  CHANGED_DUPLICATE,
  /** A lock was ended as expired before its deadline. */
  EARLY_EXPIRY,
  /** A call with the wrong user or lockId, or after the deadline, was carried out. */
  FOREIGN_OR_LATE,
  /** An answer differs from the events of that moment. */
  WRONG_ANSWER,
  /** A window still does not show what the store has had for longer than a change may take. */
  OUTDATED_WINDOW,
  /** A window showed a seat with a lower version than before. */
  OLDER_SEAT_SHOWN,
  /** A stream sent a change that does not follow on what it had sent before. */
  STREAM_GAP
}
