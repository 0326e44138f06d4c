package io.seatlock.faults.proof;

import java.util.Collection;

/** Judges a run. */
public final class Checker {

  private Checker() {}

  /**
   * @param history all calls, when nobody adds any more
   * @param events of all topics, read to their end, each partition in its order
   */
  public static Findings check(History history, Collection<SeatEvent> events, Circumstances circumstances) {
    throw new UnsupportedOperationException("not yet");
  }
}
