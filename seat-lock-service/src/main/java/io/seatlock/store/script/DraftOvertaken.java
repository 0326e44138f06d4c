package io.seatlock.store.script;

/** The draft of a plan is not in Redis as its writer left it, so the writer must begin again. */
public final class DraftOvertaken extends Exception {

  DraftOvertaken() {
    super("another draft has begun, the draft ended, or a fail-over lost a step", null, false, false);
  }
}
