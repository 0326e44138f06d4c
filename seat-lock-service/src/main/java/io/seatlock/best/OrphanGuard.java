package io.seatlock.best;

import io.seatlock.plan.Plans;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.Outcome.Conflict;
import io.seatlock.seat.Refusal;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.Seats;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The orphan rule for ordinary locks, in venues whose plan wants it. It is judged on the seats that were free just before
 * the lock, so of two locks that come at the same moment both may be granted and leave a seat together.
 */
final class OrphanGuard implements Seats {

  private final Seats seats;

  private final OrphanVenues venues;

  OrphanGuard(Seats seats, Plans plans, Houses houses, LongSupplier nanoTime) {
    this.seats = seats;
    this.venues = new OrphanVenues(plans, houses, nanoTime);
  }

  @Override
  public Outcome perform(SeatCommand command) {
    SeatId orphan = orphan(command);
    return orphan == null ? seats.perform(command) : named(seats.perform(leaving(command, orphan)), orphan);
  }

  /** Asks Redis before it submits, if the venue wants the rule, so that commands of one thread keep their order. */
  @Override
  public CompletableFuture<Outcome> submit(SeatCommand command) {
    SeatId orphan;
    try {
      orphan = orphan(command);
    } catch (RuntimeException failed) {
      return CompletableFuture.failedFuture(failed);
    }
    return orphan == null
        ? seats.submit(command)
        : seats.submit(leaving(command, orphan)).thenApply(outcome -> named(outcome, orphan));
  }

  private @Nullable SeatId orphan(SeatCommand command) {
    return command instanceof SeatCommand.Lock lock && venues.wantRule(lock.venueId())
        ? venues.orphan(lock.group())
        : null;
  }

  private static SeatCommand leaving(SeatCommand command, SeatId orphan) {
    return ((SeatCommand.Lock) command).leaving(orphan);
  }

  /** The seat that would be left stands for those that were asked for. */
  private static Outcome named(Outcome outcome, SeatId orphan) {
    return outcome instanceof Outcome.Refused refused && refused.gravest().code() == Refusal.ORPHAN_SEAT
        ? new Outcome.Refused(refused.at(), List.of(new Conflict(orphan, Refusal.ORPHAN_SEAT, null)))
        : outcome;
  }
}
