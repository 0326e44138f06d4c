package io.seatlock.seat;

/**
 * The store can't carry out the command because the stored data is damaged. Nothing was changed, and repeating the
 * command fails again.
 */
public final class CommandFailed extends RuntimeException {

  public CommandFailed(String message) {
    super(message);
  }
}
