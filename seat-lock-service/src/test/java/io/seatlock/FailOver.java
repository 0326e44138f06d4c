package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.Load.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A primary was killed. Its replica may lack what was written just before, acknowledged or not, and what
 * it lacks may be in Kafka already. So seats that somebody touched in those moments are judged from their
 * first lock after the fail-over on; all others by everything.
 */
final class FailOver {

  /** How far a replica may be behind on a busy machine; alone on it, it is no millisecond. */
  private static final Duration LAST_MOMENTS = Duration.ofSeconds(5);

  private final Instant from;

  private final Instant until;

  private FailOver(Instant from, Instant until) {
    this.from = from;
    this.until = until;
  }

  static FailOver by(Runnable kill) {
    Instant before = Instant.now();
    kill.run();
    return new FailOver(before.minus(LAST_MOMENTS), Instant.now());
  }

  Duration since() {
    return Duration.between(until, Instant.now());
  }

  /**
   * One holder at a time, each lock ended exactly once, nothing that was granted is missing.
   *
   * @param events all of the load's venue, when the last lock has ended
   */
  void judge(Load load, List<Event> events) {
    Map<String, Long> judgedFrom = judgedFrom(load, events);
    History history = new History(
        events.stream().filter(event -> event.version() >= judgedFrom.getOrDefault(event.get("seat"), 0L)).toList());

    history.assertOneHolderAtATime();
    assertThat(history.seats()).allSatisfy(seat -> assertThat(seat.getLast().what()).startsWith("unlocked"));
    load.assertToldBy(history, call -> call.version() >= judgedFrom.getOrDefault(call.seat(), 0L));
    System.out.printf("%d events of %d seats, %d of them judged from the fail-over on; answers by status: %s%n",
        history.events().count(), history.seats().size(), judgedFrom.size(), load.byStatus());
  }

  /** For each seat that was touched in the last moments the version of its first lock after them. */
  private Map<String, Long> judgedFrom(Load load, List<Event> events) {
    Map<String, Long> firstLocks = events.stream()
        .filter(event -> event.what().equals("locked") && event.version() > micros(until))
        .collect(Collectors.toMap(event -> event.get("seat"), Event::version, Math::min));
    return doubtful(load, events).stream()
        .collect(Collectors.toMap(seat -> seat, seat -> firstLocks.getOrDefault(seat, Long.MAX_VALUE)));
  }

  private Set<String> doubtful(Load load, List<Event> events) {
    Stream<String> called = load.calls().filter(this::isTouching).map(Call::seat);
    Stream<String> changed = events.stream()
        .filter(event -> event.version() >= micros(from) && event.version() <= micros(until))
        .map(event -> event.get("seat"));
    return Stream.concat(called, changed).collect(Collectors.toSet());
  }

  private boolean isTouching(Call call) {
    return call.at().isAfter(from) && call.at().minus(call.took()).isBefore(until);
  }

  /** The version is Redis' time in µs, by the clock of this machine. */
  private static long micros(Instant instant) {
    return instant.toEpochMilli() * 1000;
  }
}
