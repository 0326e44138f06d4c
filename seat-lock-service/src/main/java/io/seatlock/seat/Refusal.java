package io.seatlock.seat;

/** Why a seat refused a command; the stable codes of the contract, the gravest first. */
public enum Refusal {

  /** What is stored for the seat, or beside it for its holder, can't be read; an operator has to repair it. */
  SEAT_DAMAGED("What is stored for this seat can't be read, so it can't be changed until an operator repairs it.",
      false),
  /** The venue has a plan, and the seat is not in it. */
  SEAT_UNKNOWN("The venue has no plan with such a seat.", false),
  /** The userId or lockId that was shown is not the holder's. */
  NOT_THE_HOLDER("The seat is held by somebody else, or under another lockId.", false),
  /** The seat is sold. */
  SEAT_FINALIZED("The seat is sold.", false),
  /** The seat is held by another user until {@code expiresAt}. */
  SEAT_LOCKED("The seat is held by another user; it may come back on sale at expiresAt.", true),
  /** The user holds this seat already, under another lock than the group asks for. */
  ALREADY_YOURS("You hold this seat already under another lock; unlock it first or ask for it alone.", false),
  /** The user would hold more seats of the venue than is allowed. */
  SEAT_LIMIT_REACHED("You would hold more seats than one user may, in this venue or in all; unlock some first.", false),
  /** The user's last lock on the seat ended a short time ago; they may lock it again at {@code expiresAt}. */
  LOCK_PAUSED("You held this seat until a moment ago; you may lock it again at expiresAt.", true),
  /** A seat that was not stored yet would be one more than may be stored. */
  STORAGE_LIMIT_REACHED(
      "No further seats can be stored: there are as many seats in this venue, or as many venues, as the operator allows.",
      false),
  /** The lock would leave a single free seat, although another choice in the same row would not. */
  ORPHAN_SEAT("The choice would leave a single free seat; take it as well, or seats that leave none alone.", false),
  /** The lock of the last holder, who asks, ended at {@code expiresAt}; nobody else has had the seat since. */
  LOCK_EXPIRED("Your lock on the seat ended at expiresAt. Lock it again, or refund what was paid.", false),
  /** Nobody holds a live lock on the seat. */
  NOT_LOCKED("The seat is not locked; its lock may have expired.", false),
  /** The seat is not sold, so there is nothing to release. */
  NOT_FINALIZED("The seat is not sold, so it can't be released.", false),
  /** The record waited longer than the lock that it asks for would have lasted, or is older than what it would change. */
  REQUEST_TOO_OLD(
      "The request is too old: it waited longer than its timeoutSeconds, or is older than the lock that it would "
          + "change. Send a new one.",
      true),
  /** The timestamp of the record is later than Redis' time, by more than clocks may differ. */
  REQUEST_FROM_FUTURE(
      "The timestamp of the record is in the future. Set the clock of its sender, and send a new one.", false);

  private final String detail;

  private final boolean retryable;

  Refusal(String detail, boolean retryable) {
    this.detail = detail;
    this.retryable = retryable;
  }

  /** One sentence for the person who reads the answer. */
  public String detail() {
    return detail;
  }

  /** Whether the same request may succeed later without anybody changing it. */
  public boolean retryable() {
    return retryable;
  }
}
