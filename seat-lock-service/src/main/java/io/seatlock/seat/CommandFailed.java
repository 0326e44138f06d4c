package io.seatlock.seat;

/** The store can't carry out this command, and repeating it will not help: what is stored is damaged. Nothing was changed. */
public final class CommandFailed extends RuntimeException {

  public CommandFailed(String message) {
    super(message);
  }
}
