package io.seatlock.store.script;

import io.seatlock.seat.SeatsUnavailable;

/**
 * The store identity that a call of the script expects. The script compares it with the stored one before it executes
 * any command, so no command is executed in a store that was emptied, replaced or restored to an older state.
 */
public interface ExpectedStore {

  /** Accepts any store. Used by the operator's commands, by probes, and for reading the identity. */
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
   * @param lowestBeat lowest accepted value of the heartbeat counter
   */
  record Expected(String epoch, long lowestBeat) {}

  /**
   * The identity that the next call expects.
   *
   * @throws SeatsUnavailable if no call may be sent now
   */
  Expected expected();

  /**
   * Called when a call found another store identity.
   *
   * @return the failure for all commands of that call
   */
  SeatsUnavailable otherStore(UnexpectedStore found);
}
