package io.seatlock.store.script;

/** The stored draft is not in the state in which its writer left it, so the writer must begin again. */
public final class DraftOvertaken extends Exception {

  DraftOvertaken() {
    super("another draft has begun, the draft ended, or a fail-over lost a step", null, false, false);
  }
}
