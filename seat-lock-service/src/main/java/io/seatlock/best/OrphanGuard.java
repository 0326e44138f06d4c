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
 * Applies the orphan rule to ordinary locks, in venues whose plan requires it. The check uses the seats that were free
 * just before the lock. So two simultaneous locks may both be granted although together they isolate a seat. If the
 * check is not possible, because the plan is damaged or unavailable, the lock is sent to the script without it.
 */
final class OrphanGuard implements Seats {

  private final Seats seats;

  private final OrphanVenues venues;

  private final SerialTasks tasks = new SerialTasks();

  OrphanGuard(Seats seats, Plans plans, Houses houses, LongSupplier nanoTime) {
    this.seats = seats;
    this.venues = new OrphanVenues(plans, houses, nanoTime);
  }

  @Override
  public Outcome perform(SeatCommand command) {
    SeatId orphan = orphan(command);
    return orphan == null
        ? seats.perform(command)
        : withOrphanNamed(seats.perform(withOrphan(command, orphan)), orphan);
  }

  /** Does not block: while a lock is being checked, later commands of its venue are queued behind it. */
  @Override
  public CompletableFuture<Outcome> submit(SeatCommand command) {
    if (needsNoCheck(command)) {
      return seats.submit(command);
    }
    return tasks.submit(command.venueId(), () -> submitChecked(command));
  }

  private boolean needsNoCheck(SeatCommand command) {
    return !tasks.isBusy(command.venueId())
        && !(command instanceof SeatCommand.Lock lock && venues.mayRequireRule(lock.venueId()));
  }

  private CompletableFuture<Outcome> submitChecked(SeatCommand command) {
    SeatId orphan = orphan(command);
    return orphan == null
        ? seats.submit(command)
        : seats.submit(withOrphan(command, orphan)).thenApply(outcome -> withOrphanNamed(outcome, orphan));
  }

  private @Nullable SeatId orphan(SeatCommand command) {
    return command instanceof SeatCommand.Lock lock ? venues.orphan(lock.group()) : null;
  }

  private static SeatCommand withOrphan(SeatCommand command, SeatId orphan) {
    return ((SeatCommand.Lock) command).withOrphan(orphan);
  }

  /** Replaces the conflicts by one that names the seat that would be isolated. */
  private static Outcome withOrphanNamed(Outcome outcome, SeatId orphan) {
    return outcome instanceof Outcome.Refused refused && refused.mostSevere().code() == Refusal.ORPHAN_SEAT
        ? new Outcome.Refused(refused.at(), List.of(new Conflict(orphan, Refusal.ORPHAN_SEAT, null)))
        : outcome;
  }
}
