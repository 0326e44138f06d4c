package io.seatlock.best;

import io.seatlock.plan.Occupancy;
import io.seatlock.plan.Plans;
import io.seatlock.plan.SeatingPlan;
import io.seatlock.plan.StoredPlan;
import io.seatlock.seat.InMemorySeats;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.Refusal;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatGroup;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.SeatState;
import io.seatlock.seat.Seats;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One venue, whose seats and plan are in memory; for many threads. */
final class HouseStage implements Seats, Plans {

  static final String VENUE = "hall";

  private final SeatingPlan plan;

  private final InMemorySeats seats;

  /** Called before each request for the best seats reaches the seats. */
  Consumer<HouseStage> before = _ -> {};

  /** Called before it is looked which seats are taken. */
  Consumer<HouseStage> beforeReading = _ -> {};

  /** Called before the plan is looked for. */
  Runnable beforeFinding = () -> {};

  /** Seats that nobody gets although they are free. */
  final Map<SeatId, Refusal> refused = new HashMap<>();

  int readings;

  int finds;

  int etags;

  HouseStage(SeatingPlan plan, int maxSeatsPerUser) {
    this.plan = plan;
    this.seats = new InMemorySeats(new LockLimits(null, null, null, null, maxSeatsPerUser));
  }

  SeatId id(int index) {
    return new SeatId(VENUE, plan.seats().get(index).row(), plan.seats().get(index).seat());
  }

  @Override
  public synchronized Outcome perform(SeatCommand command) {
    if (command instanceof SeatCommand.LockBest best) {
      before.accept(this);
      return perform(best);
    }
    return seats.perform(command);
  }

  private Outcome perform(SeatCommand.LockBest best) {
    List<SeatGroup> possible = best.choices().stream()
        .filter(choice -> choice.seats().stream().noneMatch(refused::containsKey)).toList();
    if (possible.isEmpty() && !best.choices().isEmpty()) {
      return new Outcome.Refused(Instant.EPOCH, best.choices().getFirst().seats().stream().filter(refused::containsKey)
          .map(seat -> new Outcome.Conflict(seat, Objects.requireNonNull(refused.get(seat)), Instant.MAX)).toList());
    }
    return seats.perform(new SeatCommand.LockBest(best.venueId(), possible, best.userId(), best.timeout(),
        best.lockId(), best.requestId()));
  }

  @Override
  public CompletableFuture<Outcome> submit(SeatCommand command) {
    return CompletableFuture.supplyAsync(() -> perform(command), Runnable::run);
  }

  SeatState.Status status(int index) {
    Outcome.Done look = (Outcome.Done) seats.perform(new SeatCommand.Look(SeatGroup.of(id(index))));
    return look.seats().getFirst().status();
  }

  @Override
  public @Nullable StoredPlan find(String venueId) {
    finds++;
    beforeFinding.run();
    return venueId.equals(VENUE) ? new StoredPlan("etag", plan) : null;
  }

  @Override
  public @Nullable String etag(String venueId) {
    etags++;
    return venueId.equals(VENUE) ? "etag" : null;
  }

  @Override
  public synchronized @Nullable Occupancy occupancy(String venueId) {
    readings++;
    beforeReading.accept(this);
    byte[] bits = new byte[(plan.seats().size() + 3) / 4];
    for (int index = 0; index < plan.seats().size(); index++) {
      bits[index / 4] |= (byte) (Occupancy.of(status(index)) << (6 - 2 * (index % 4)));
    }
    return venueId.equals(VENUE) ? new Occupancy("etag", Instant.EPOCH, bits) : null;
  }

  @Override
  public @Nullable Now now(String venueId) {
    Occupancy occupancy = occupancy(venueId);
    return occupancy == null ? null : new Now(new StoredPlan("etag", plan), occupancy);
  }

  @Override
  public Put put(String venueId, byte[] document, SeatingPlan put) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void delete(String venueId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public @Nullable Document document(String venueId) {
    throw new UnsupportedOperationException();
  }
}
