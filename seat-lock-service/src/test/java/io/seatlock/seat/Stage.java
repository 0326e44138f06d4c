package io.seatlock.seat;

import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.look;
import static io.seatlock.seat.Commands.seat;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What the rules of {@link SeatsContract} need: seats, their clock and their events. */
public interface Stage {

  LockLimits LIMITS = new LockLimits(null, null, Duration.ofHours(2), null, 5);

  /** Longer than any test. */
  Duration LONG = Duration.ofMinutes(2);

  /** Short enough to be waited for, on a real clock as well. */
  Duration SHORT = Duration.ofMillis(20);

  /** Short enough to be waited for, but too short for a second call on a slow machine: see {@link #stateAfterBoth}. */
  Duration MEDIUM = Duration.ofMillis(400);

  SeatId A1 = seat("A", 1);

  SeatId A2 = seat("A", 2);

  SeatId A3 = seat("A", 3);

  SeatId B1 = seat("B", 1);

  /** The same within a test, with {@link #LIMITS}, nothing stored; no sweep is running. */
  Seats seats();

  /** Lets time pass by the clock that the seats judge by. */
  void pass(Duration time);

  /** All events since the test began, in their order. */
  List<Map<String, String>> events();

  /** Replaces the plan of the hall, and says which held or sold seats keep it from being replaced. */
  List<SeatId> plan(SeatId... seats);

  /** From now on the hall has no plan. */
  void removePlan();

  default Outcome.Done done(SeatCommand command) {
    Outcome outcome = seats().perform(command);
    assertThat(outcome).as("%s", command).isInstanceOf(Outcome.Done.class);
    return (Outcome.Done) outcome;
  }

  default List<Outcome.Conflict> refused(SeatCommand command) {
    Outcome outcome = seats().perform(command);
    assertThat(outcome).as("%s", command).isInstanceOf(Outcome.Refused.class);
    return ((Outcome.Refused) outcome).conflicts();
  }

  /** For a command on one seat that says no more than why. */
  default Refusal refusal(SeatCommand command) {
    List<Outcome.Conflict> conflicts = refused(command);
    assertThat(conflicts).hasSize(1);
    return conflicts.getFirst().code();
  }

  /** Performs a command on one seat. */
  default SeatState state(SeatCommand command) {
    return done(command).seats().getFirst();
  }

  /**
   * Performs two commands in one call of the script, so that no deadline passes in between: both have to wait for the
   * call before them.
   */
  default SeatState stateAfterBoth(SeatCommand first, SeatCommand second) {
    List<Outcome> outcomes = Commands.performAll(seats(), List.of(look(B1), first, second));
    assertThat(outcomes).as("%s, then %s", first, second).hasOnlyElementsOfType(Outcome.Done.class);
    return ((Outcome.Done) outcomes.getLast()).seats().getFirst();
  }

  default SeatState now(SeatId seat) {
    return state(look(seat));
  }

  default SeatState locked(String user, SeatId... seats) {
    return state(lock(user, LONG, seats));
  }

  /** A lock whose deadline has passed; nobody has recorded its end. */
  default SeatState dead(String user, SeatId... seats) {
    SeatState locked = state(lock(user, SHORT, seats));
    pass(SHORT);
    return locked;
  }

  default SeatState sold(String user, SeatId seat) {
    locked(user, seat);
    return state(Commands.sell(Commands.by(user), seat));
  }

  /** In ms since the epoch, as in events. */
  static String deadline(SeatState locked) {
    return String.valueOf(Objects.requireNonNull(locked.expiresAt()).toEpochMilli());
  }

  /** Kinds of all events so far; unlocked ones with their reason. */
  default Stream<String> announced() {
    return events().stream()
        .map(event -> event.get("kind") + (event.containsKey("reason") ? " " + event.get("reason") : ""));
  }

  default Map<String, String> lastEvent() {
    return events().getLast();
  }
}
