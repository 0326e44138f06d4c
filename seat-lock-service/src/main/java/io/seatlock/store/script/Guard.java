package io.seatlock.store.script;

import io.seatlock.seat.SeatsUnavailable;

/**
 * Says which store a call of the script is meant for. The script compares before it carries out anything, so a store
 * that was emptied, replaced or set back to an older state is left alone from the very next call on.
 */
public interface Guard {

  /** Takes whatever store is there: for the check, and for finding out which store it is. */
  Guard NONE = new Guard() {

    @Override
    public Expected expected() {
      return new Expected("", 0);
    }

    @Override
    public SeatsUnavailable otherStore(OtherStore found) {
      return new SeatsUnavailable(String.valueOf(found.getMessage()), found);
    }
  };

  /**
   * @param epoch of the store, or empty if any will do
   * @param lowestBeat that the store may show
   */
  record Expected(String epoch, long lowestBeat) {}

  /**
   * What the next call is to compare.
   *
   * @throws SeatsUnavailable if nothing may be carried out now
   */
  Expected expected();

  /** Hears that the store is another than expected; returns the failure of all commands of the call. */
  SeatsUnavailable otherStore(OtherStore found);
}
