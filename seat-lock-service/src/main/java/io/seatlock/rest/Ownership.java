package io.seatlock.rest;

import io.seatlock.audit.AuditAttributes;
import io.seatlock.audit.AuditDetails;
import io.seatlock.seat.Proof;
import io.seatlock.seat.SeatCommand;
import io.seatlock.security.CallRefused;
import io.seatlock.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * For which users and locks a caller may act. A buyer acts only for themselves. A booking service must prove for whom
 * it acts, by userId or lockId. Operators may omit the proof, and so may every caller without token mode. The script
 * decides whether a given proof is right.
 */
sealed interface Ownership {

  /** For every caller outside of token mode: no restrictions. */
  static Ownership anyone() {
    return new Anyone(true);
  }

  /** For an authenticated caller, in token mode. */
  static Ownership of(Caller caller, HttpServletRequest call) {
    return new Noted(of(caller.role(), caller.subject()), call);
  }

  private static Ownership of(Caller.Role role, String subject) {
    return switch (role) {
      case BUYER -> new Own(subject);
      case BOOKING -> new Booking();
      case OPERATOR -> new Anyone(false);
      case NONE -> throw new IllegalStateException("A caller without a scope for seats passed the authorization");
    };
  }

  /** The user for whom seats are locked: the given user, or the caller's own user if none is given. */
  @Nullable
  String user(@Nullable String given);

  /**
   * The proof with which the caller acts on a lock: the given proof, completed by the caller's own user where possible.
   */
  Proof proof(Proof given);

  /**
   * The last check before the script, of all users that the command names.
   *
   * @throws CallRefused {@code NOT_YOU}
   */
  default void check(SeatCommand.OfGroup command) {}

  /**
   * Checks whether the caller may see what a user holds in a venue, and may lock seats for this user.
   *
   * @param user in the normal form of ids
   * @throws CallRefused {@code NOT_YOU}
   */
  default void checkUser(String venueId, String user) {}

  /** Records for the audit log which seats were locked for a call that did not name them. */
  default void note(SeatCommand.Lock carriedOut) {}

  /** Records for the audit log that the call changes a plan. */
  default void notePlan(String venueId) {}

  /** @param holder the holder of a seat, whom the answer would reveal; null if nobody holds it */
  boolean sees(@Nullable String holder);

  /** Whether answers to this caller contain the lockId. */
  boolean getsLockId();

  /** A buyer, who acts only for the user of the token. */
  record Own(String userId) implements Ownership {

    @Override
    public String user(@Nullable String given) {
      return Objects.requireNonNullElse(given, userId);
    }

    /** Adds the userId: a lockId alone is no proof for a buyer, who may have found somebody else's. */
    @Override
    public Proof proof(Proof given) {
      return new Proof(user(given.userId()), given.lockId());
    }

    /**
     * Compares ids in their normal form: the command normalizes its ids, and a token's user is refused unless it is
     * normalized.
     */
    @Override
    public void check(SeatCommand.OfGroup command) {
      boolean own = switch (command) {
        case SeatCommand.Lock lock -> isOwn(lock.userId());
        case SeatCommand.Unlock unlock -> isOwn(unlock.proof().userId());
        case SeatCommand.Extend extend -> isOwn(extend.proof().userId());
        case SeatCommand.Transfer transfer -> isOwn(transfer.proof().userId()) && isOwn(transfer.newUserId());
        case SeatCommand.Look _ -> true;
        case SeatCommand.Finalize _,SeatCommand.Release _ -> false;
      };
      if (!own) {
        throw notYou("leave out userId and newUserId.");
      }
    }

    @Override
    public void checkUser(String venueId, String user) {
      if (!isOwn(user)) {
        throw notYou("use your own userId.");
      }
    }

    private static CallRefused notYou(String advice) {
      return new CallRefused(403, "NOT_YOU",
          "The call is for another user than the one in your token; " + advice, Map.of());
    }

    private boolean isOwn(@Nullable String named) {
      return userId.equals(named);
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

  /** @param getsLockId false for operators, who need no lockId */
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

  /** Records for the audit log what the call asks for, before anything can refuse it. */
  record Noted(Ownership inner, HttpServletRequest call) implements Ownership {

    @Override
    public @Nullable String user(@Nullable String given) {
      return inner.user(given);
    }

    @Override
    public Proof proof(Proof given) {
      return inner.proof(given);
    }

    @Override
    public void check(SeatCommand.OfGroup command) {
      AuditAttributes.details(call, AuditDetails.of(command));
      inner.check(command);
    }

    @Override
    public void checkUser(String venueId, String user) {
      AuditAttributes.details(call, AuditDetails.ofUser(venueId, user));
      inner.checkUser(venueId, user);
    }

    @Override
    public void note(SeatCommand.Lock carriedOut) {
      AuditAttributes.details(call, AuditDetails.of(carriedOut));
    }

    @Override
    public void notePlan(String venueId) {
      AuditAttributes.details(call, AuditDetails.ofPlan(venueId));
    }

    @Override
    public boolean sees(@Nullable String holder) {
      return inner.sees(holder);
    }

    @Override
    public boolean getsLockId() {
      return inner.getsLockId();
    }
  }
}
