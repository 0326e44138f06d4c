package io.seatlock.check;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.extend;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.seat;
import static io.seatlock.seat.Commands.sell;
import static io.seatlock.seat.Commands.unlock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.seatlock.seat.Commands;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.Seats;
import io.seatlock.store.SharedRedis;
import io.seatlock.store.TestRedis;
import io.seatlock.store.script.Partitions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Events that wait, compared with the seats that they are about. */
@SharedRedis
class OutboxCheckIntegrationTests {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final TestRedis redis = TestRedis.emptied();

  private final String outbox = redis.key("hall", "seat-outbox");

  private final String dead = redis.key("hall", "seat-outbox-dead");

  private final String hall = redis.key("hall", "seats:hall");

  private final Partitions partitions = redis.partitions(new LockLimits(null, null, null, null, 0));

  private final Seats seats = TestRedis.seats(partitions);

  private final List<Difference> differences = new ArrayList<>();

  private void done(SeatCommand... commands) {
    assertThat(Commands.performAll(seats, List.of(commands))).allMatch(outcome -> outcome instanceof Outcome.Done);
  }

  private Check.Result check() {
    differences.clear();
    return redis.check().run(true, differences::add);
  }

  private void assertTold(Difference.Kind kind, String where) {
    assertThat(differences).extracting(Difference::kind, Difference::where, Difference::repaired)
        .containsExactly(tuple(kind, where, false));
  }

  @Test
  void manyEventsOfManySeatsAreInOrder() {
    IntStream.range(0, 13).forEach(_ -> Commands.performAll(seats, IntStream.range(0, 50).boxed().<SeatCommand>flatMap(
        number -> Stream.of(lock("ann", LONG, seat("A", number)), unlock(by("ann"), seat("A", number)))).toList()));

    assertThat(check()).isEqualTo(new Check.Result(50, 1300, 0, 0));
  }

  @Test
  void eventOfAChangeThatTheHashDoesNotKnowIsTold() {
    done(lock("ann", LONG, seat("A", 1)));
    String before = redis.commands().hget(hall, "A_1");
    done(extend(by("ann"), LONG, seat("A", 1)));
    redis.commands().hset(hall, "A_1", before);

    check();

    assertThat(differences).filteredOn(difference -> !difference.repaired())
        .extracting(Difference::kind, Difference::where)
        .containsExactly(tuple(Difference.Kind.EVENT_AHEAD, "hall:A:1"));
  }

  @Test
  void eventOfASeatThatIsNotThereIsTold() {
    done(lock("ann", LONG, seat("A", 1)), unlock(by("ann"), seat("A", 1)));
    redis.commands().hdel(hall, "A_1");

    check();

    assertTold(Difference.Kind.EVENT_AHEAD, "hall:A:1");
  }

  @Test
  void changeWhoseEventWasLostIsToldWhileAnOlderOneOfItsKindWaits() {
    done(lock("ann", LONG, seat("A", 1)), unlock(by("ann"), seat("A", 1)), lock("bob", LONG, seat("A", 1)),
        lock("bob", LONG, seat("A", 2)));
    redis.commands().xdel(outbox, events().get(2).getId());

    check();

    assertTold(Difference.Kind.EVENT_MISSING, "hall:A:1");
  }

  /** The topic of an older event does not take it; that of a newer one did. */
  @Test
  void eventThatWentPastAnOlderOneOfAnotherTopicIsNotMissed() {
    done(lock("ann", LONG, seat("A", 1)), unlock(by("ann"), seat("A", 1)), lock("bob", LONG, seat("A", 2)),
        sell(by("bob"), seat("A", 2)));
    redis.commands().xdel(outbox, events().get(1).getId(), events().get(3).getId());

    assertThat(check()).isEqualTo(new Check.Result(2, 2, 0, 0));
  }

  @Test
  void whatKafkaHasAcknowledgedIsNotMissed() {
    done(lock("ann", LONG, seat("A", 1)), unlock(by("ann"), seat("A", 1)), lock("bob", LONG, seat("A", 2)));
    redis.commands().xdel(outbox, events().get(0).getId(), events().get(1).getId());

    assertThat(check()).isEqualTo(new Check.Result(2, 1, 0, 0));
  }

  @Test
  void versionThatFallsIsTold() {
    done(lock("ann", LONG, seat("A", 1)));
    Map<String, String> old = new HashMap<>(events().getFirst().getBody());
    done(unlock(by("ann"), seat("A", 1)));
    redis.commands().xadd(outbox, old);

    check();

    assertThat(differences).extracting(Difference::kind, Difference::where)
        .contains(tuple(Difference.Kind.FALLEN_VERSION, "hall:A:1"));
  }

  static Stream<Map<String, String>> malformed() {
    Map<String, String> sound = Map.of("kind", "locked", "seat", "hall:A:1", "userId", "ann", "at", "1", "version", "1",
        "expiresAt", "2");
    return Stream.of(Map.of("what", "ever"), with(sound, "seat", "hall:A"), without(sound, "expiresAt"));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void entryThatCanNotBeSentIsTold(Map<String, String> fields) {
    String id = redis.commands().xadd(outbox, fields);

    check();

    assertTold(Difference.Kind.MALFORMED_EVENT, outbox);
    assertThat(differences.getFirst().sentence()).startsWith(id + " can't be sent (");
  }

  @Test
  void deadLettersAreToldEach() {
    String first = redis.commands().xadd(dead, Map.of("dead-reason", "its kind is odd", "kind", "odd"));
    redis.commands().xadd(dead, Map.of("kind", "x".repeat(1000)));

    assertThat(check().left()).isEqualTo(2);

    assertThat(differences).extracting(Difference::kind).containsOnly(Difference.Kind.DEAD_EVENT);
    assertThat(differences.getFirst().toString()).startsWith(
        dead + " DEAD_EVENT: " + first + " can't be sent: its kind is odd; it says kind=odd. Read it (XRANGE " + dead);
    assertThat(differences.getLast().sentence()).contains("no reason is given").hasSizeLessThan(600);
  }

  private List<StreamMessage<String, String>> events() {
    return redis.commands().xrange(outbox, Range.unbounded());
  }

  private static Map<String, String> with(Map<String, String> fields, String field, String value) {
    Map<String, String> changed = new HashMap<>(fields);
    changed.put(field, value);
    return changed;
  }

  private static Map<String, String> without(Map<String, String> fields, String field) {
    Map<String, String> changed = new HashMap<>(fields);
    changed.remove(field);
    return changed;
  }
}
