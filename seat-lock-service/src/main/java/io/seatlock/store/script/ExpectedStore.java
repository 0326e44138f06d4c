package io.seatlock.store.script;

import io.seatlock.seat.SeatsUnavailable;

/**
 * The store's identity that calls of the script must find. The script compares it before it executes any command, so no
 * command is executed in a store that was emptied, replaced or set back to an older state.
 */
public interface ExpectedStore {

  /** Accepts any store: for the check, and for reading the identity. */
  ExpectedStore NONE = new ExpectedStore() {

    @Override
    public Expected expected() {
      return new Expected("", 0);
    }

    @Override
    public SeatsUnavailable otherStore(UnexpectedStore found) {
      return new SeatsUnavailable(String.valueOf(found.getMessage()), found);
    }
  };

  /**
   * @param epoch that the store must have; empty if any is accepted
   * @param lowestBeat that is accepted
   */
  record Expected(String epoch, long lowestBeat) {}

  /**
   * The identity that the next call must find.
   *
   * @throws SeatsUnavailable if no call may be sent now
   */
  Expected expected();

  /** Called when the store is not the expected one; returns the failure for all commands of the call. */
  SeatsUnavailable otherStore(UnexpectedStore found);
}
