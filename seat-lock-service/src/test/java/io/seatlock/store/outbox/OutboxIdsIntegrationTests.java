package io.seatlock.store.outbox;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.seat;
import static io.seatlock.seat.Commands.unlock;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.XAddArgs;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Seats;
import io.seatlock.store.SharedRedis;
import io.seatlock.store.TestRedis;
import io.seatlock.store.script.Partitions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An id alone does not say which event is meant: nothing else than what was read is removed or put aside. */
@SharedRedis
class OutboxIdsIntegrationTests {

  private static final Duration LONG = Duration.ofMinutes(1);

  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private final TestRedis redis = TestRedis.emptied();

  private final Partitions partitions = redis.partitions(new LockLimits(null, null, null, null, 0));

  private final Seats seats = TestRedis.seats(partitions);

  private final String stream = redis.key("hall", "seat-outbox");

  private final String dead = redis.key("hall", "seat-outbox-dead");

  private final Outbox outbox = new Outbox(partitions.of("hall"), redis.connections());

  private final Outbox.Reader reader = outbox.reader();

  @AfterEach
  void close() {
    reader.close();
  }

  private void threeEvents() {
    seats.perform(lock("änn", LONG, seat("A", 1)));
    seats.perform(unlock(by("änn"), seat("A", 1)));
    seats.perform(lock("bob", LONG, seat("A", 1)));
  }

  private List<OutboxEntry> read() {
    return reader.read(Outbox.START, 10, AT_ONCE);
  }

  /** A server took over without the last two events, and its clock is behind. */
  @Test
  void eventsThatGotLowerIdsAfterAFailOverAreNotRemoved() {
    threeEvents();
    List<OutboxEntry> before = read();
    redis.commands().xdel(stream, before.get(1).id(), before.get(2).id());
    redis.commands().xdel(stream, before.get(0).id());
    Map<String, String> other = Map.of("kind", "locked", "seat", "hall:B:1");
    addWithLowerId(before.get(0).id(), other);

    assertThat(outbox.confirm(before).removed()).isZero();

    assertThat(read()).extracting(OutboxEntry::fields).containsExactly(other);
  }

  @Test
  void eventThatGotTheSameIdAfterAFailOverIsNotRemoved() {
    threeEvents();
    List<OutboxEntry> before = read();
    Map<String, String> other = new HashMap<>(before.get(2).fields());
    other.put("version", "1" + other.get("version"));
    replaceAll(before.subList(0, 2));
    redis.commands().xadd(stream, new XAddArgs().id(before.get(2).id()), other);

    assertThat(outbox.confirm(before).removed()).isZero();
    assertThat(reader.readBehind(before.get(2), 10, AT_ONCE)).isNull();

    assertThat(read()).hasSize(3);
    assertThat(read().get(2).fields()).isEqualTo(other);
  }

  @Test
  void eventWithAnIdBetweenThoseThatWereReadIsNotRemoved() {
    String between = "1-2";
    replaceAll(List.of(entry("1-1"), entry("1-3")));
    List<OutboxEntry> before = read();
    redis.commands().del(stream);
    replaceAll(List.of(entry("1-1"), entry(between), entry("1-3")));

    assertThat(outbox.confirm(before).removed()).isEqualTo(2);

    assertThat(read()).extracting(OutboxEntry::id).containsExactly(between);
  }

  private static OutboxEntry entry(String id) {
    return OutboxEntry.read(id,
        Map.of("kind".getBytes(StandardCharsets.UTF_8), "locked".getBytes(StandardCharsets.UTF_8)));
  }

  private void addWithLowerId(String id, Map<String, String> fields) {
    redis.commands().del(stream);
    redis.commands().xadd(stream, new XAddArgs().id("1-" + id.split("-")[1]), fields);
  }

  private void replaceAll(List<OutboxEntry> entries) {
    redis.commands().del(stream);
    entries.forEach(entry -> redis.commands().xadd(stream, new XAddArgs().id(entry.id()),
        inOrder(entry.fields())));
  }

  /** As the script writes them. */
  private static Map<String, String> inOrder(Map<String, String> fields) {
    Map<String, String> ordered = new LinkedHashMap<>();
    Stream.concat(Stream.of("kind", "seat", "userId", "at", "version"), fields.keySet().stream().sorted()).filter(
        fields::containsKey).forEach(name -> ordered.put(name, fields.getOrDefault(name, "")));
    return ordered;
  }

  @Test
  void deadLetterIsTheWholeEventAndTheReason() {
    redis.commands().xadd(stream, "kind", "odd", "id", "of its own", "ä", "\u0000ö");
    OutboxEntry odd = read().getFirst();

    outbox.moveToDeadLetters(odd, "its kind is odd");
    outbox.moveToDeadLetters(odd, "its kind is odd");

    assertThat(read()).isEmpty();
    assertThat(outbox.backlog()).isEqualTo(new Outbox.Backlog(0, Duration.ZERO, 1));
    Map<String, String> dead = deadLetters().getFirst();
    assertThat(dead).containsAllEntriesOf(odd.fields()).containsEntry("dead-id", odd.id())
        .containsEntry("dead-reason", "its kind is odd").containsKey("dead-at").hasSize(6);
  }

  @Test
  void deadLetterWithManyFieldsIsKeptAsAWhole() {
    Map<String, String> many = new LinkedHashMap<>();
    IntStream.range(0, 20_000).forEach(i -> many.put("field " + i, "value " + i));
    redis.commands().xadd(stream, many);

    outbox.moveToDeadLetters(read().getFirst(), "it has no kind");

    assertThat(read()).isEmpty();
    assertThat(deadLetters().getFirst().get("dead-fields")).startsWith("[\"field 0\",\"value 0\",")
        .endsWith("\"value 19999\"]");
  }

  @Test
  void eventThatIsNotTheOneThatWasReadIsNoDeadLetter() {
    replaceAll(List.of(entry("1-1")));
    OutboxEntry before = read().getFirst();
    redis.commands().del(stream);
    redis.commands().xadd(stream, new XAddArgs().id("1-1"), Map.of("kind", "unlocked"));

    outbox.moveToDeadLetters(before, "try");

    assertThat(read()).hasSize(1);
    assertThat(outbox.backlog().deadLetters()).isZero();
  }

  @Test
  void deadLettersThatCanNotBeCountedAreTold() {
    redis.commands().set(dead, "something else");

    assertThat(outbox.backlog().deadLetters()).isEqualTo(-1);
  }

  private List<Map<String, String>> deadLetters() {
    return redis.commands().xrange(dead, io.lettuce.core.Range.unbounded()).stream().map(letter -> letter.getBody())
        .toList();
  }
}
