package io.seatlock.live.picture;

import io.seatlock.live.feed.SeatChange;
import io.seatlock.plan.Occupancy;
import io.seatlock.plan.PlanSeat;
import io.seatlock.plan.Plans;
import io.seatlock.plan.SeatingPlan.Category;
import io.seatlock.plan.SeatingPlan.Point;
import io.seatlock.plan.SeatingPlan.Section;
import io.seatlock.plan.SeatingPlan.Size;
import io.seatlock.plan.SeatingPlan;
import io.seatlock.plan.StoredPlan;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.Refusal;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.SeatState.Status;
import io.seatlock.seat.SeatState;
import io.seatlock.seat.Seats;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.seat.TakenSeats;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A store with one venue in memory, whose clock goes on by a millisecond with each change. */
public final class FakeHouse implements Plans, TakenSeats, Seats {

  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

  private final String venueId;

  private @Nullable StoredPlan plan;

  private Status[] states = new Status[0];

  private long[] versions = new long[0];

  private long clock;

  private boolean away;

  /** Indexes of seats whose stored state can't be read. */
  private final Set<Integer> damaged = new HashSet<>();

  public final AtomicInteger reads = new AtomicInteger();

  /** Calls about some seats. */
  final AtomicInteger looks = new AtomicInteger();

  public FakeHouse(String venueId, int seats) {
    this.venueId = venueId;
    put("plan-1", seats);
  }

  /** Rows of ten. */
  public static SeatingPlan planOf(int seats) {
    List<PlanSeat> all = new ArrayList<>();
    for (int i = 0; i < seats; i++) {
      all.add(new PlanSeat(i, "R" + i / 10, String.valueOf(1 + i % 10), 0, i % 2, i / 10, i % 10, i % 10, i / 10.0,
          false, null));
    }
    return SeatingPlan.of("House", new Size(10, 10), List.of(new Section("a", "A")),
        List.of(new Category("near", "#f00"), new Category("far", "#00f")), all, new Point(0, 0), false);
  }

  public synchronized void put(String etag, int seats) {
    plan = new StoredPlan(etag, planOf(seats));
    states = new Status[seats];
    java.util.Arrays.fill(states, Status.AVAILABLE);
    versions = new long[seats];
  }

  public synchronized void damage(int index) {
    damaged.add(index);
  }

  public synchronized void away(boolean now) {
    away = now;
  }

  /** Changes a seat and tells its event. */
  public synchronized SeatChange change(int index, Status status) {
    clock++;
    states[index] = status;
    versions[index] = micros();
    PlanSeat seat = seat(index);
    return new SeatChange(seat.row(), seat.seat(), status, versions[index]);
  }

  /** As a fail-over does that lost the last changes of a seat. */
  public synchronized void setBack(int index, Status status, long version) {
    states[index] = status;
    versions[index] = version;
  }

  private long micros() {
    return (START.toEpochMilli() + clock) * 1000;
  }

  private PlanSeat seat(int index) {
    return java.util.Objects.requireNonNull(plan).plan().seats().get(index);
  }

  synchronized Instant now() {
    return START.plusMillis(clock);
  }

  /** Of all seats; none without a plan. */
  public synchronized List<String> names() {
    return plan == null
        ? List.of()
        : plan.plan().seats().stream().map(seat -> seat.row() + "-" + seat.seat()).toList();
  }

  public synchronized Map<String, String> taken() {
    Map<String, String> taken = new TreeMap<>();
    for (int i = 0; i < states.length; i++) {
      if (states[i] != Status.AVAILABLE) {
        taken.put(seat(i).row() + "-" + seat(i).seat(), states[i].name());
      }
    }
    return taken;
  }

  @Override
  public synchronized @Nullable StoredPlan find(String venue) {
    checkAway();
    return venue.equals(venueId) ? plan : null;
  }

  @Override
  public @Nullable String etag(String venueId) {
    StoredPlan found = find(venueId);
    return found == null ? null : found.etag();
  }

  @Override
  public Put put(String venue, byte[] document, SeatingPlan wanted) {
    throw new UnsupportedOperationException();
  }

  @Override
  public synchronized void delete(String venue) {
    plan = null;
  }

  @Override
  public @Nullable Document document(String venue) {
    throw new UnsupportedOperationException();
  }

  @Override
  public synchronized @Nullable Occupancy occupancy(String venue) {
    checkAway();
    StoredPlan known = plan;
    if (known == null) {
      return null;
    }
    byte[] bits = new byte[states.length / 4 + 1];
    for (int i = 0; i < states.length; i++) {
      bits[i / 4] |= (byte) (Occupancy.of(states[i]) << (6 - 2 * (i % 4)));
    }
    return new Occupancy(known.etag(), now(), bits);
  }

  @Override
  public synchronized @Nullable Now now(String venue) {
    StoredPlan known = find(venue);
    Occupancy occupancy = occupancy(venue);
    return known == null || occupancy == null ? null : new Now(known, occupancy);
  }

  @Override
  public synchronized void read(String venue, Consumer<Page> pages) {
    checkAway();
    reads.incrementAndGet();
    List<Taken> seats = new ArrayList<>();
    for (int i = 0; i < states.length; i++) {
      if (states[i] != Status.AVAILABLE && !damaged.contains(i)) {
        seats.add(new Taken(id(i), states[i], null, versions[i]));
      }
    }
    pages.accept(new Page(now(), seats));
  }

  @Override
  public synchronized Outcome perform(SeatCommand command) {
    checkAway();
    looks.incrementAndGet();
    List<SeatId> seats = ((SeatCommand.Look) command).group().seats();
    List<Outcome.Conflict> conflicts = seats.stream().filter(id -> damaged.contains(indexOf(id)))
        .map(id -> new Outcome.Conflict(id, Refusal.SEAT_DAMAGED, null)).toList();
    if (!conflicts.isEmpty()) {
      return new Outcome.Refused(now(), conflicts);
    }
    List<SeatState> seen = seats.stream()
        .map(id -> new SeatState(id, states[indexOf(id)], null, null, null, versions[indexOf(id)])).toList();
    return new Outcome.Done(now(), seen);
  }

  @Override
  public CompletableFuture<Outcome> submit(SeatCommand command) {
    return CompletableFuture.completedFuture(perform(command));
  }

  private int indexOf(SeatId id) {
    return java.util.Objects.requireNonNull(plan).plan().indexOf(id.row(), id.seat());
  }

  private SeatId id(int index) {
    return new SeatId(venueId, seat(index).row(), seat(index).seat());
  }

  private void checkAway() {
    if (away) {
      throw SeatsUnavailable.reported("away", null);
    }
  }
}
