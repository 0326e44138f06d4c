package io.seatlock.faults.checker;

import io.seatlock.faults.history.Answer;
import io.seatlock.faults.history.Operation;
import io.seatlock.faults.history.SeatEvent;
import io.seatlock.faults.history.SeatEvent.What;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A model of the service, correct or with one bug. Times are in µs, deadlines in ms. */
final class ModelService {

  /** The bug of a model. */
  enum Bug {
    NONE, ENDS_FOREIGN_LOCKS, EXPIRES_WHOEVER_HOLDS, EXPIRES_EARLY, GRANTS_HELD_SEATS, GRANTS_SOLD_SEATS, SELLS_AFTER_THE_DEADLINE, LOCKS_PART_OF_A_GROUP, LOSES_EVENTS, FORGETS_THE_EXPIRED, COUNTS_VERSIONS, SHOWS_DEAD_LOCKS, GRANTS_ANEW_TO_THE_HOLDER, DOES_NOT_UNLOCK, REPEATS_FOR_ANYBODY, REPEATS_EXPIRIES
  }

  private final Bug bug;

  private final Random random;

  private Map<String, State> seats = new HashMap<>();

  private List<SeatEvent> outbox = new ArrayList<>();

  private long counter;

  private int timesShown;

  private int repetitions;

  ModelService(Bug bug, Random random) {
    this.bug = bug;
    this.random = random;
  }

  Bug bug() {
    return bug;
  }

  /** How often the bug has changed the result of an operation. */
  int timesShown() {
    return timesShown;
  }

  /** How many repeated calls were answered as done without a change. */
  int repetitions() {
    return repetitions;
  }

  List<SeatEvent> outbox() {
    return outbox;
  }

  Snapshot snapshot() {
    return new Snapshot(Map.copyOf(seats), List.copyOf(outbox), counter);
  }

  void restore(Snapshot snapshot) {
    seats = new HashMap<>(snapshot.seats());
    outbox = new ArrayList<>(snapshot.outbox());
    counter = snapshot.counter();
  }

  State state(String seat) {
    return seats.getOrDefault(seat, new State(What.UNLOCKED, null, null, 0, 0, 0));
  }

  private boolean shows(Bug which) {
    if (bug == which) {
      timesShown++;
    }
    return bug == which;
  }

  Answer read(String seat, long now) {
    State state = state(seat);
    if ((state.isDead(now - Simulation.MAX_DELAY_MICROS) && shows(Bug.SHOWS_DEAD_LOCKS))
        || (state.what() == What.LOCKED && !state.isDead(now))) {
      return Answer.seen("LOCKED", state.user(), state.version(), state.expiresAt());
    }
    return state.what() == What.FINALIZED
        ? Answer.seen("FINALIZED", state.user(), state.version(), 0)
        : Answer.seen("AVAILABLE", null, state.version(), 0);
  }

  /** Called by the sweep for each deadline. */
  void expire(String seat, long now) {
    State state = state(seat);
    boolean early = bug == Bug.EXPIRES_EARLY && state.isDead(now + 30_000);
    if (state.isDead(now)) {
      end(seat, What.EXPIRED, state.expiresAt(), now);
    } else if (state.what() == What.LOCKED && (early || bug == Bug.EXPIRES_WHOEVER_HOLDS)) {
      timesShown++;
      end(seat, What.EXPIRED, state.expiresAt(), now);
    }
  }

  private void settle(String seat, long now) {
    if (state(seat).isDead(now)) {
      if (shows(Bug.FORGETS_THE_EXPIRED)) {
        seats.put(seat, new State(What.UNLOCKED, null, null, 0, 0, state(seat).version()));
      } else {
        end(seat, What.EXPIRED, state(seat).expiresAt(), now);
      }
    }
  }

  Answer lock(List<String> group, String user, String lockId, int timeoutMillis, long now) {
    group.forEach(seat -> settle(seat, now));
    State first = state(group.getFirst());
    boolean same = group.stream().map(this::state).allMatch(
        state -> state.isHeldBy(user, null) && Objects.equals(state.lockId(), first.lockId()));
    if (same && !shows(Bug.GRANTS_ANEW_TO_THE_HOLDER)) {
      return granted(group);
    }
    List<String> free = group.stream().filter(seat -> isFree(seat, user, same)).toList();
    if (free.size() < group.size() && (free.isEmpty() || !shows(Bug.LOCKS_PART_OF_A_GROUP))) {
      return Answer.problem(409, "SEAT_LOCKED");
    }
    if (free.stream().anyMatch(seat -> !isAvailable(seat))) {
      timesShown++;
    }
    long expiresAt = now / 1000 + timeoutMillis;
    free.forEach(seat -> put(seat, new State(What.LOCKED, user, lockId, now / 1000, expiresAt, next(seat, now)),
        now / 1000));
    return granted(group);
  }

  private boolean isAvailable(String seat) {
    return state(seat).what() != What.LOCKED && state(seat).what() != What.FINALIZED;
  }

  private boolean isFree(String seat, String user, boolean same) {
    State state = state(seat);
    return switch (state.what()) {
      case LOCKED -> same || (bug == Bug.GRANTS_HELD_SEATS && !state.isHeldBy(user, null) && random.nextInt(5) == 0);
      case FINALIZED -> bug == Bug.GRANTS_SOLD_SEATS;
      default -> true;
    };
  }

  Answer extend(List<String> group, @Nullable String user, @Nullable String lockId, int timeoutMillis, long now) {
    group.forEach(seat -> settle(seat, now));
    if (!group.stream().allMatch(seat -> state(seat).isHeldBy(user, lockId))) {
      return Answer.problem(403, "NOT_THE_HOLDER");
    }
    for (String seat : group) {
      State state = state(seat);
      put(seat, new State(What.LOCKED, state.user(), state.lockId(), state.lockedAt(), now / 1000 + timeoutMillis,
          next(seat, now)), state.lockedAt());
    }
    return granted(group);
  }

  Answer end(Operation operation, List<String> group, @Nullable String user, @Nullable String lockId, long now) {
    if (operation != Operation.FINALIZE || bug != Bug.SELLS_AFTER_THE_DEADLINE) {
      group.forEach(seat -> settle(seat, now));
    }
    What to = switch (operation) {
      case UNLOCK -> What.UNLOCKED;
      case FINALIZE -> What.FINALIZED;
      default -> What.RELEASED;
    };
    What from = operation == Operation.RELEASE ? What.FINALIZED : What.LOCKED;
    List<String> others = group.stream().filter(seat -> !isRepetition(seat, to, user, lockId)).toList();
    if (!others.stream().allMatch(seat -> mayEnd(seat, from, user, lockId))) {
      return Answer.problem(403, "NOT_THE_HOLDER");
    }
    if (group.stream().map(this::state).anyMatch(state -> isWrongRepetition(state, to, user, lockId)
        || !state.isShown(user, lockId) || state.isDead(now - 2_000))) {
      timesShown++;
    }
    repetitions += others.isEmpty() ? 1 : 0;
    if (to != What.UNLOCKED || others.isEmpty() || !shows(Bug.DOES_NOT_UNLOCK)) {
      others.forEach(seat -> end(seat, to, now / 1000, now));
    }
    return Answer.done();
  }

  /** Whether the call repeats the latest change of the seat, for the same holder. */
  private boolean isRepetition(String seat, What to, @Nullable String user, @Nullable String lockId) {
    State state = state(seat);
    boolean byHolder = (user != null || lockId != null) && state.isShown(user, lockId);
    return (state.what() == to && byHolder) || isWrongRepetition(state, to, user, lockId);
  }

  private boolean isWrongRepetition(State state, What to, @Nullable String user, @Nullable String lockId) {
    boolean shown = state.isShown(user, lockId);
    return (bug == Bug.REPEATS_FOR_ANYBODY && state.what() == to && state.user() != null && !shown)
        || (bug == Bug.REPEATS_EXPIRIES && state.what() == What.EXPIRED && to == What.UNLOCKED && shown);
  }

  private boolean mayEnd(String seat, What from, @Nullable String user, @Nullable String lockId) {
    State state = state(seat);
    return state.what() == from && (state.isShown(user, lockId) || bug == Bug.ENDS_FOREIGN_LOCKS);
  }

  private void end(String seat, What to, long at, long now) {
    State state = state(seat);
    put(seat, new State(to, state.user(), state.lockId(), state.lockedAt(), 0, next(seat, now)), at);
  }

  private long next(String seat, long now) {
    counter++;
    return shows(Bug.COUNTS_VERSIONS) ? counter : Math.max(state(seat).version() + 1, now);
  }

  private void put(String seat, State state, long at) {
    seats.put(seat, state);
    if (random.nextInt(30) == 0 && shows(Bug.LOSES_EVENTS)) {
      return;
    }
    String topic = state.what() == What.LOCKED
        ? "seat.locked"
        : state.what() == What.FINALIZED ? "seat.finalized" : "seat.unlocked";
    outbox.add(new SeatEvent(topic, 0, 0, seat, seat + ":" + state.version(), state.version(), state.what(),
        state.user(), at, state.expiresAt(), 0));
  }

  private Answer granted(List<String> group) {
    State first = state(group.getFirst());
    return Answer.granted(String.valueOf(first.lockId()), first.expiresAt(),
        group.stream().map(seat -> state(seat).version()).toList());
  }

  record Snapshot(Map<String, State> seats, List<SeatEvent> outbox, long counter) {}

  /** The state of a seat and its last holder. A seat is available if it is neither LOCKED nor FINALIZED. */
  record State(What what, @Nullable String user, @Nullable String lockId, long lockedAt, long expiresAt,
      long version) {

    boolean isDead(long now) {
      return what == What.LOCKED && expiresAt <= now / 1000;
    }

    boolean isHeldBy(@Nullable String shownUser, @Nullable String shownLockId) {
      return what == What.LOCKED && isShown(shownUser, shownLockId);
    }

    boolean isShown(@Nullable String shownUser, @Nullable String shownLockId) {
      return (shownUser == null || shownUser.equals(user)) && (shownLockId == null || shownLockId.equals(lockId));
    }
  }
}
