package io.seatlock.rest;

import io.seatlock.audit.Asked;
import io.seatlock.audit.CallNotes;
import io.seatlock.seat.Proof;
import io.seatlock.seat.SeatCommand;
import io.seatlock.security.CallRefused;
import io.seatlock.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may say about users and locks. Buyers speak only of themselves; a booking service must show whom it
 * speaks for; operators, and everybody where nobody is asked, may leave that out. Whether what is said is true is
 * decided by the script.
 */
sealed interface Ownership {

  /** The original contract, for operators and where nobody is asked who they are. */
  static Ownership anyone() {
    return new Anyone(true);
  }

  /** In token mode. */
  static Ownership of(Caller caller, HttpServletRequest call) {
    return new Noted(of(caller.role(), caller.subject()), call);
  }

  private static Ownership of(Caller.Role role, String subject) {
    return switch (role) {
      case BUYER -> new Own(subject);
      case BOOKING -> new Booking();
      case OPERATOR -> new Anyone(false);
      case NONE -> throw new IllegalStateException("A caller without a scope for seats came through");
    };
  }

  /** For whom seats are locked: what was given, or what the caller need not say. */
  @Nullable
  String user(@Nullable String given);

  /** As {@link #user}, for the holder of a lock. */
  Proof proof(Proof given);

  /**
   * The last word before the script, over everything that the command says of users.
   *
   * @throws CallRefused {@code NOT_YOU}
   */
  default void check(SeatCommand.OfGroup command) {}

  /**
   * Whether the caller may see what a user holds in a venue, and get seats there for them.
   *
   * @param user in the normal form of ids
   * @throws CallRefused {@code NOT_YOU}
   */
  default void checkUser(String venueId, String user) {}

  /** Tells the audit log what was locked for a caller who did not name the seats. */
  default void note(SeatCommand.Lock carriedOut) {}

  /** Tells the audit log that a plan is to be changed. */
  default void notePlan(String venueId) {}

  /** @param holder null if nobody holds the seat */
  boolean sees(@Nullable String holder);

  /** Whether the answer to a lock has its secret. */
  boolean getsLockId();

  /** A buyer: the user of the token. */
  record Own(String userId) implements Ownership {

    @Override
    public String user(@Nullable String given) {
      return Objects.requireNonNullElse(given, userId);
    }

    /** A lockId alone is no proof here: who found one of somebody else may not use it. */
    @Override
    public Proof proof(Proof given) {
      return new Proof(user(given.userId()), given.lockId());
    }

    /** In the normal form of ids, which the command has and the token's user, too. */
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
        throw notYou("leave the userId out.");
      }
    }

    @Override
    public void checkUser(String venueId, String user) {
      if (!isOwn(user)) {
        throw notYou("name yourself.");
      }
    }

    private static CallRefused notYou(String advice) {
      return new CallRefused(403, "NOT_YOU",
          "The call is for somebody else than the user of your token; " + advice, Map.of());
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

  /** Tells the audit log what is asked, before anything can refuse it. */
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
      CallNotes.asked(call, Asked.of(command));
      inner.check(command);
    }

    @Override
    public void checkUser(String venueId, String user) {
      CallNotes.asked(call, Asked.ofUser(venueId, user));
      inner.checkUser(venueId, user);
    }

    @Override
    public void note(SeatCommand.Lock carriedOut) {
      CallNotes.asked(call, Asked.of(carriedOut));
    }

    @Override
    public void notePlan(String venueId) {
      CallNotes.asked(call, Asked.ofPlan(venueId));
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
