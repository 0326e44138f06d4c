package io.seatlock.audit;

import io.seatlock.seat.Proof;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call asks for, for its line in the audit log.
 *
 * @param audited when a call is logged although it was allowed
 * @param seats the seats of the call; empty if it names none
 * @param user the user for whom the call is made
 * @param newUser the user to whom a lock is transferred
 * @param lockId the lockId that the caller gave as proof
 */
public record AuditDetails(When audited, String venueId, List<SeatId> seats, @Nullable String user,
    @Nullable String newUser, @Nullable String lockId) {

  /**
   * When an allowed call is logged. FOR_OTHERS: only if the caller is not a buyer, since a buyer can act only for
   * themselves.
   */
  public enum When {
    ALWAYS, FOR_OTHERS, NEVER
  }

  public static AuditDetails of(SeatCommand.OfGroup command) {
    Proof proof = proof(command);
    return new AuditDetails(when(command), command.venueId(), command.group().seats(),
        command instanceof SeatCommand.Lock lock ? lock.userId() : proof.userId(),
        command instanceof SeatCommand.Transfer transfer ? transfer.newUserId() : null, proof.lockId());
  }

  /** A call about the seats of a user that names no seats: a basket or a lock of the best seats. */
  public static AuditDetails ofUser(String venueId, String user) {
    return new AuditDetails(When.FOR_OTHERS, venueId, List.of(), user, null, null);
  }

  /** A call that replaces or deletes the plan of a venue. */
  public static AuditDetails ofPlan(String venueId) {
    return new AuditDetails(When.ALWAYS, venueId, List.of(), null, null, null);
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
