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
 * the lock, so of two locks that come at the same moment both may be granted and leave a seat together. A lock that can't
 * be judged, since the plan is damaged or out of reach, goes to the script without.
 */
final class OrphanGuard implements Seats {

  private final Seats seats;

  private final OrphanVenues venues;

  private final Turns turns = new Turns();

  OrphanGuard(Seats seats, Plans plans, Houses houses, LongSupplier nanoTime) {
    this.seats = seats;
    this.venues = new OrphanVenues(plans, houses, nanoTime);
  }

  @Override
  public Outcome perform(SeatCommand command) {
    SeatId orphan = orphan(command);
    return orphan == null ? seats.perform(command) : named(seats.perform(leaving(command, orphan)), orphan);
  }

  /** Never waits: while a lock is judged, later commands of its venue queue up behind it. */
  @Override
  public CompletableFuture<Outcome> submit(SeatCommand command) {
    if (isFree(command)) {
      return seats.submit(command);
    }
    return turns.next(command.venueId(), () -> submitJudged(command));
  }

  private boolean isFree(SeatCommand command) {
    return !turns.anyOf(command.venueId())
        && !(command instanceof SeatCommand.Lock lock && venues.mayWantRule(lock.venueId()));
  }

  private CompletableFuture<Outcome> submitJudged(SeatCommand command) {
    SeatId orphan = orphan(command);
    return orphan == null
        ? seats.submit(command)
        : seats.submit(leaving(command, orphan)).thenApply(outcome -> named(outcome, orphan));
  }

  private @Nullable SeatId orphan(SeatCommand command) {
    return command instanceof SeatCommand.Lock lock ? venues.orphan(lock.group()) : null;
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
