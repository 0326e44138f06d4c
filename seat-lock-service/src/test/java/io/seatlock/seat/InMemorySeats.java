package io.seatlock.seat;

import static io.seatlock.seat.InMemorySeat.conflicts;

import io.seatlock.seat.Outcome.Conflict;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the seats as plainly as they can be said: a map, and a clock that the test sets. What
 * the script does in Redis must look the same from outside. For one thread.
 */
public final class InMemorySeats implements Seats {

  private final LockLimits limits;

  private final Map<SeatId, InMemorySeat> seats = new HashMap<>();

  private final InMemoryOutbox outbox = new InMemoryOutbox();

  private final AnsweredRequests answered = new AnsweredRequests();

  private final InMemoryPlans plans = new InMemoryPlans();

  private final InMemoryChoices choices = new InMemoryChoices(this);

  private Instant now = Instant.parse("2025-05-20T12:00:00Z");

  public InMemorySeats(LockLimits limits) {
    this.limits = limits;
  }

  /** Sets the only clock, in whole milliseconds. */
  public void setNow(Instant now) {
    this.now = now;
  }

  Instant now() {
    return now;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  /** All events so far, with the fields of the outbox. */
  public List<Map<String, String>> events() {
    return outbox.events();
  }

  /** @return the seats that are held or sold and not among these; if there are any, nothing is changed */
  public List<SeatId> plan(String venueId, @Nullable Set<SeatId> plan) {
    return plans.put(venueId, plan, seats.values(), now);
  }

  @Override
  public CompletableFuture<Outcome> submit(SeatCommand command) {
    return CompletableFuture.completedFuture(perform(command));
  }

  @Override
  public Outcome perform(SeatCommand command) {
    Request.Position position = AnsweredRequests.position(command);
    if (answered.contains(position)) {
      return new Outcome.Answered(now);
    }
    Outcome outcome = answer(command);
    answered.add(position);
    return outcome;
  }

  private Outcome answer(SeatCommand command) {
    return switch (command) {
      case SeatCommand.Lock lock -> lock(lock);
      case SeatCommand.LockBest best -> choices.lock(best);
      case SeatCommand.Unlock unlock ->
        all(unlock.group(), seat -> seat.refusesUnlock(unlock.proof()), seat -> freeIfClaimed(seat, "manual"));
      case SeatCommand.Extend extend -> extend(extend);
      case SeatCommand.Transfer transfer -> transfer(transfer);
      case SeatCommand.Finalize sale -> sell(sale);
      case SeatCommand.Release release -> release(release);
      case SeatCommand.Expire expire -> done(settled(SeatGroup.of(expire.seat())));
      case SeatCommand.Look look -> done(find(look.group()));
      case SeatCommand.Reject reject -> {
        outbox.rejected(reject, now);
        yield done(List.of());
      }
    };
  }

  private Outcome lock(SeatCommand.Lock lock) {
    List<InMemorySeat> asked = settled(lock.group());
    if (isSameLock(asked, lock)) {
      return carryOut(asked, lock.request() == null ? _ -> {} : outbox::locked);
    }
    return claim(lock, asked);
  }

  /** As {@link #lock}, also for what the user holds already. */
  Outcome claim(SeatCommand.Lock lock, List<InMemorySeat> asked) {
    List<Conflict> conflicts = conflicts(asked, seat -> seat.refusesLock(lock.userId()));
    if (conflicts.isEmpty()) {
      conflicts = conflicts(asked, seat -> seat.isTooLateFor(lock, now) ? Refusal.REQUEST_TOO_OLD : null);
    }
    if (conflicts.isEmpty() && exceedsLimit(lock.userId(), lock.venueId(), asked.size())) {
      conflicts = conflicts(asked, _ -> Refusal.SEAT_LIMIT_REACHED);
    }
    if (conflicts.isEmpty() && lock.orphan() != null) {
      conflicts = conflicts(asked, _ -> Refusal.ORPHAN_SEAT);
    }
    return conflicts.isEmpty()
        ? carryOut(asked, seat -> grant(seat, lock))
        : refuse("lock-rejected", lock.request(), asked, conflicts, lock.orphan());
  }

  /** A seat named alone must be one that the user holds; a list must be exactly what one lock of the user covers. */
  private boolean isSameLock(List<InMemorySeat> asked, SeatCommand.Lock lock) {
    InMemorySeat first = asked.getFirst();
    if (!first.isHeldBy(lock.userId(), now)) {
      return false;
    }
    Set<InMemorySeat> covered = heldBy(lock.userId(), lock.venueId())
        .filter(seat -> seat.claim().lockId().equals(first.claim().lockId())).collect(Collectors.toSet());
    return !lock.group().list() || covered.equals(Set.copyOf(asked));
  }

  private boolean exceedsLimit(String user, String venueId, long more) {
    long wanted = heldBy(user, venueId).count() + more;
    return limits.maxSeatsPerUser() > 0 && wanted > limits.maxSeatsPerUser();
  }

  private Stream<InMemorySeat> heldBy(String user, String venueId) {
    return seats.values().stream().filter(seat -> seat.id.venueId().equals(venueId) && seat.isHeldBy(user, now));
  }

  private void grant(InMemorySeat seat, SeatCommand.Lock lock) {
    seat.change(now, new InMemorySeat.Claim(lock.userId(), lock.lockId(), now, now.plus(lock.timeout()), null));
    outbox.locked(seat);
  }

  private Outcome extend(SeatCommand.Extend extend) {
    return all(extend.group(), seat -> seat.refusesTouch(extend.proof()), seat -> {
      seat.change(now, seat.claim().until(seat.deadline(now.plus(extend.timeout()), limits.maxTotalTime())));
      outbox.locked(seat);
    });
  }

  private Outcome transfer(SeatCommand.Transfer transfer) {
    List<InMemorySeat> asked = settled(transfer.group());
    String user = transfer.newUserId();
    List<Conflict> conflicts = conflicts(asked, seat -> seat.refusesTransfer(transfer.proof(), user));
    if (conflicts.isEmpty()) {
      List<InMemorySeat> others = asked.stream().filter(seat -> !seat.claim().userId().equals(user)).toList();
      boolean tooMany = !others.isEmpty() && exceedsLimit(user, transfer.venueId(), others.size());
      conflicts = conflicts(tooMany ? others : List.of(), _ -> Refusal.SEAT_LIMIT_REACHED);
    }
    return conflicts.isEmpty()
        ? carryOut(asked, seat -> handOver(seat, user, transfer.timeout()))
        : new Outcome.Refused(now, conflicts);
  }

  private void handOver(InMemorySeat seat, String user, @Nullable Duration timeout) {
    InMemorySeat.Claim before = seat.claim();
    InMemorySeat.Claim after = before.of(user,
        timeout == null ? before.deadline() : seat.deadline(now.plus(timeout), limits.maxTotalTime()));
    if (!after.equals(before)) {
      seat.change(now, after);
      outbox.locked(seat);
    }
  }

  private Outcome sell(SeatCommand.Finalize sale) {
    List<InMemorySeat> asked = settled(sale.group());
    Instant earliest = now.minus(limits.lateFinalize());
    List<Conflict> conflicts = conflicts(asked, seat -> seat.refusesSale(sale.proof(), sale.request(), earliest));
    return conflicts.isEmpty()
        ? carryOut(asked, seat -> sell(seat, sale.request()))
        : refuse("finalize-rejected", sale.request(), asked, conflicts, null);
  }

  private void sell(InMemorySeat seat, @Nullable Request request) {
    boolean again = seat.isSold();
    if (!again) {
      seat.change(now, seat.lastClaim().sold(now));
    }
    if (!again || request != null) {
      outbox.finalized(seat);
    }
  }

  private Outcome release(SeatCommand.Release release) {
    return all(release.group(), seat -> seat.refusesRelease(release.proof()), seat -> freeIfClaimed(seat, "released"));
  }

  private void free(InMemorySeat seat, String reason, Instant at) {
    String user = seat.claim().userId();
    seat.free(now, reason, at);
    outbox.unlocked(seat, user, reason, at);
  }

  private void freeIfClaimed(InMemorySeat seat, String reason) {
    if (seat.isSold() || seat.isLocked(now)) {
      free(seat, reason, now);
    }
  }

  private Outcome refuse(String kind, @Nullable Request request, List<InMemorySeat> asked, List<Conflict> conflicts,
      @Nullable SeatId orphan) {
    if (request != null) {
      outbox.refused(kind, request, asked.stream().map(seat -> seat.id).toList(), conflicts, orphan, now);
    }
    return new Outcome.Refused(now, conflicts);
  }

  private Outcome all(SeatGroup group, Function<InMemorySeat, @Nullable Refusal> judge, Consumer<InMemorySeat> act) {
    List<InMemorySeat> asked = settled(group);
    List<Conflict> conflicts = conflicts(asked, judge);
    return conflicts.isEmpty() ? carryOut(asked, act) : new Outcome.Refused(now, conflicts);
  }

  private Outcome carryOut(List<InMemorySeat> asked, Consumer<InMemorySeat> act) {
    asked.forEach(act);
    return done(asked);
  }

  Outcome done(List<InMemorySeat> asked) {
    return new Outcome.Done(now, asked.stream().map(seat -> seat.state(now)).toList());
  }

  private List<InMemorySeat> find(SeatGroup group) {
    return group.seats().stream().map(id -> seats.computeIfAbsent(id, _ -> new InMemorySeat(id, plans))).toList();
  }

  /** A dead deadline is dead everywhere at once: whoever meets such a lock first records its end. */
  List<InMemorySeat> settled(SeatGroup group) {
    List<InMemorySeat> found = find(group);
    found.stream().filter(seat -> seat.isDead(now)).forEach(seat -> free(seat, "expired", seat.claim().deadline()));
    return found;
  }
}
