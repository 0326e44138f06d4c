package io.seatlock.faults.history;

/** What a client asked for. */
public enum Operation {
  LOCK, UNLOCK, EXTEND, FINALIZE, RELEASE, READ
}
