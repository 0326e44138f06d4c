package io.seatlock.rest;

import io.seatlock.seat.IdRules;
import io.seatlock.seat.Proof;
import io.seatlock.security.CallRefused;
import io.seatlock.security.Caller;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may say about users and locks. Buyers speak only of themselves; a booking service must show whom it
 * speaks for; operators, and everybody where nobody is asked, may leave that out. Whether what is said is true is
 * decided by the script.
 */
sealed interface Ownership {

  /** The original contract, for operators and where nobody is asked who they are. */
  Ownership ANYONE = new Anyone(true);

  static Ownership of(@Nullable Caller caller) {
    if (caller == null) {
      return ANYONE;
    }
    return switch (caller.role()) {
      case BUYER -> new Own(caller.subject());
      case BOOKING -> new Booking();
      case OPERATOR -> new Anyone(false);
      case NONE -> throw new IllegalStateException("A caller without a scope for seats came through");
    };
  }

  /** For whom seats are locked. */
  @Nullable
  String user(@Nullable String given);

  Proof proof(Proof given);

  /** @param holder null if nobody holds the seat */
  boolean sees(@Nullable String holder);

  /** Whether the answer to a lock has its secret. */
  boolean getsLockId();

  /** A buyer: the user of the token. */
  record Own(String userId) implements Ownership {

    @Override
    public String user(@Nullable String given) {
      if (given != null && !userId.equals(IdRules.optionalText("userId", given))) {
        throw new CallRefused(403, "NOT_YOU", "The userId is not the user of your token; leave it out.", Map.of());
      }
      return userId;
    }

    /** A lockId alone is no proof here: who found one of somebody else may not use it. */
    @Override
    public Proof proof(Proof given) {
      return new Proof(user(given.userId()), given.lockId());
    }

    @Override
    public boolean sees(@Nullable String holder) {
      return userId.equals(holder);
    }

    @Override
    public boolean getsLockId() {
      return true;
    }
  }

  /** A booking service. */
  record Booking() implements Ownership {

    @Override
    public @Nullable String user(@Nullable String given) {
      return given;
    }

    @Override
    public Proof proof(Proof given) {
      return given.required();
    }

    @Override
    public boolean sees(@Nullable String holder) {
      return true;
    }

    @Override
    public boolean getsLockId() {
      return true;
    }
  }

  /** @param getsLockId an operator needs no secret, so none is handed out */
  record Anyone(boolean getsLockId) implements Ownership {

    @Override
    public @Nullable String user(@Nullable String given) {
      return given;
    }

    @Override
    public Proof proof(Proof given) {
      return given;
    }

    @Override
    public boolean sees(@Nullable String holder) {
      return true;
    }
  }
}
