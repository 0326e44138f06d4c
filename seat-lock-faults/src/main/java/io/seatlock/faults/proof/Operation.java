package io.seatlock.faults.proof;

/** What a client asked for. */
public enum Operation {
  LOCK, UNLOCK, EXTEND, FINALIZE, RELEASE, LOOK
}
