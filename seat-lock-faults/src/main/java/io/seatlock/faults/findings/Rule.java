package io.seatlock.faults.findings;

/** What the checker looks for. Each constant names a violation. */
public enum Rule {

  /** Two grants certainly held the same seat at the same time, or a sold seat was granted. */
  OVERLAP,
  /** A later grant or change has a version that is not higher. */
  VERSION_REGRESSION,
  /** A group was granted in part. */
  PARTLY_GRANTED,
  /** A change was answered, or a deadline passed, and there is no event of it. */
  LOST_EVENT,
  /** No call and no deadline explains an event. */
  UNEXPLAINED_EVENT,
  /** The events of a seat are not a valid sequence: locked, then unlocked or finalized. */
  ORDER,
  /** Two records have the same {@code ce_id} but different content. */
  CHANGED_DUPLICATE,
  /** A lock was ended as expired before its deadline. */
  EARLY_EXPIRY,
  /** A call with the wrong user or lockId, or after the deadline, took effect. */
  FOREIGN_OR_LATE,
  /** An answer differs from the events of that moment. */
  WRONG_ANSWER,
  /** A window does not show a state that the store has had for longer than a change may take. */
  OUTDATED_WINDOW,
  /** A window showed a seat with a lower version than before. */
  OLDER_SEAT_SHOWN,
  /** A stream sent a change that does not follow on what it had sent before. */
  STREAM_GAP
}
