package io.seatlock.seat;

/**
 * Why a command was refused for a seat. The names are the stable codes of the contract, ordered by severity, the most
 * severe first.
 */
public enum Refusal {

  /**
   * The stored state of the seat, the index of what its holder holds, or the venue's plan can't be read. An operator
   * has to repair it.
   */
  SEAT_DAMAGED("The stored state of this seat can't be read, so the seat can't be changed until an operator "
      + "repairs it.",
      false),
  /** The seat is not in the venue's plan, or the venue has no plan although plans are required. */
  SEAT_UNKNOWN("The venue has no plan with such a seat.", false),
  /** The given userId or lockId is not that of the seat's lock. */
  NOT_THE_HOLDER("The seat is held by somebody else, or under another lockId.", false),
  /** The seat is sold. */
  SEAT_FINALIZED("The seat is sold.", false),
  /** The seat is held by another user until {@code expiresAt}. */
  SEAT_LOCKED("The seat is held by another user; it may come back on sale at expiresAt.", true),
  /** The user holds this seat already, but under another lock than the other requested seats. */
  ALREADY_YOURS("You hold this seat already under another lock; unlock it first or ask for it alone.", false),
  /** The user would hold more seats than allowed, in the venue or in all venues together. */
  SEAT_LIMIT_REACHED("You would hold more seats than one user may, in this venue or in all; unlock some first.", false),
  /** The user's last lock on the seat ended a short time ago; they may lock it again at {@code expiresAt}. */
  LOCK_PAUSED("You held this seat until a moment ago; you may lock it again at expiresAt.", true),
  /** The seat is not stored yet, and storing it would exceed the limit for seats or venues. */
  STORAGE_LIMIT_REACHED(
      "No further seats can be stored: there are as many seats in this venue, or as many venues, as the operator allows.",
      false),
  /** The lock would leave a single free seat, although another choice in the same row would not. */
  ORPHAN_SEAT("The choice would leave a single free seat; take it as well, or choose seats that leave no single "
      + "seat free.", false),
  /** The caller was the last holder, but the lock ended at {@code expiresAt}. Nobody else has held the seat since. */
  LOCK_EXPIRED("Your lock on the seat ended at expiresAt. Lock it again, or refund what was paid.", false),
  /** Nobody holds a live lock on the seat. */
  NOT_LOCKED("The seat is not locked; its lock may have expired.", false),
  /** The seat is not sold, so there is nothing to release. */
  NOT_FINALIZED("The seat is not sold, so it can't be released.", false),
  /**
   * The record waited longer than the requested lock would have lasted, or is older than the lock that it would change.
   */
  REQUEST_TOO_OLD(
      "The request is too old: it waited longer than its timeoutSeconds, or is older than the lock that it would "
          + "change. Send a new one.",
      true),
  /** The timestamp of the record is later than Redis' time by more than the tolerated clock skew. */
  REQUEST_FROM_FUTURE(
      "The timestamp of the record is in the future. Correct the sender's clock, and send a new one.", false);

  private final String detail;

  private final boolean retryable;

  Refusal(String detail, boolean retryable) {
    this.detail = detail;
    this.retryable = retryable;
  }

  /** The explanation for a person, one or two sentences: the {@code detail} of the problem. */
  public String detail() {
    return detail;
  }

  /** Whether the request may succeed if it is sent again later, unchanged. */
  public boolean retryable() {
    return retryable;
  }
}
