package io.seatlock.audit;

import io.seatlock.seat.Proof;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call asks for, as the audit log has it.
 *
 * @param audited whether there is a line although the caller may do it
 * @param seats empty if the call names none
 * @param user for whom
 * @param newUser to whom a lock is handed over
 * @param lockId that was shown
 */
public record Asked(When audited, String venueId, List<SeatId> seats, @Nullable String user,
    @Nullable String newUser, @Nullable String lockId) {

  /** FOR_OTHERS: unless a buyer does it, who can only do it for themselves. */
  public enum When {
    ALWAYS, FOR_OTHERS, NEVER
  }

  public static Asked of(SeatCommand.OfGroup command) {
    Proof proof = proof(command);
    return new Asked(when(command), command.venueId(), command.group().seats(),
        command instanceof SeatCommand.Lock lock ? lock.userId() : proof.userId(),
        command instanceof SeatCommand.Transfer transfer ? transfer.newUserId() : null, proof.lockId());
  }

  /** Seats of a user that the call does not name: a basket, or the best ones. */
  public static Asked ofUser(String venueId, String user) {
    return new Asked(When.FOR_OTHERS, venueId, List.of(), user, null, null);
  }

  /** Another plan for a venue, or none. */
  public static Asked ofPlan(String venueId) {
    return new Asked(When.ALWAYS, venueId, List.of(), null, null, null);
  }

  private static When when(SeatCommand.OfGroup command) {
    return switch (command) {
      case SeatCommand.Finalize _,SeatCommand.Release _ -> When.ALWAYS;
      case SeatCommand.Look _ -> When.NEVER;
      case SeatCommand.Lock _,SeatCommand.Unlock _,SeatCommand.Extend _,SeatCommand.Transfer _ -> When.FOR_OTHERS;
    };
  }

  private static Proof proof(SeatCommand.OfGroup command) {
    return switch (command) {
      case SeatCommand.Unlock unlock -> unlock.proof();
      case SeatCommand.Extend extend -> extend.proof();
      case SeatCommand.Transfer transfer -> transfer.proof();
      case SeatCommand.Finalize sale -> sale.proof();
      case SeatCommand.Release release -> release.proof();
      case SeatCommand.Lock _,SeatCommand.Look _ -> Proof.NONE;
    };
  }
}
