package io.seatlock.store;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.look;
import static io.seatlock.seat.Commands.seat;
import static io.seatlock.seat.Commands.sell;
import static io.seatlock.seat.Commands.unlock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.Range;
import io.lettuce.core.api.sync.RedisCommands;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.embedded.RedisPair;
import io.seatlock.embedded.RedisProcess;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatState.Status;
import io.seatlock.seat.Seats;
import io.seatlock.seat.SeatsUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** What safe mode promises: an answer is given when a replica has the change, or the change is taken back. */
class DurabilityIntegrationTests {

  private static final Duration LONG = Duration.ofMinutes(1);

  private static final LockLimits LIMITS = new LockLimits(null, null, null, null, 0);

  private static RedisPair pair;

  private static LettuceConnectionFactory connections;

  private static RedisClient client;

  /** Where the replica is there: it may be slow on a machine that has other work. */
  private final Seats seats = new RedisSeats(safe(Duration.ofSeconds(4)), new SimpleMeterRegistry());

  /** Where the replica is paused. */
  private final Partitions impatientPartitions = safe(Duration.ofMillis(200));

  private final Seats impatient = new RedisSeats(impatientPartitions, new SimpleMeterRegistry());

  @BeforeAll
  static void start() {
    pair = RedisPair.start(RedisServers.settings().withoutPersistence());
    connections = TestRedis.connections(new RedisStandaloneConfiguration("127.0.0.1", pair.primary().port()));
    client = RedisClient.create();
  }

  @AfterAll
  static void stop() {
    connections.destroy();
    client.shutdown();
    pair.close();
  }

  @BeforeEach
  void replicaFollowsAnEmptyPrimary() {
    pair.replica().resume();
    await().until(pair::isInSync);
    primary().flushall();
    await().until(() -> primary().waitForReplication(1, 100) == 1);
  }

  /** @param timeout how long the replica may take */
  private static Partitions safe(Duration timeout) {
    Script script = new Script(connections, Script.source());
    DurabilitySettings settings = new DurabilitySettings(DurabilitySettings.Mode.SAFE, 1, timeout);
    return Partitions.of(1, keys -> new ReplicatedScript(script, keys, settings), Duration.ofSeconds(5), LIMITS,
        new SimpleMeterRegistry());
  }

  private static RedisCommands<String, String> primary() {
    return commands(pair.primary());
  }

  private static RedisCommands<String, String> commands(RedisProcess redis) {
    return client.connect(RedisURI.create("127.0.0.1", redis.port())).sync();
  }

  private static List<String> events() {
    return primary().xrange("seat-outbox", Range.unbounded()).stream().map(entry -> entry.getBody())
        .map(DurabilityIntegrationTests::words).toList();
  }

  private static String words(Map<String, String> event) {
    return event.get("kind") + " " + event.get("seat") + " " + event.get("userId");
  }

  @Test
  void whatIsAnsweredIsOnTheReplica() {
    RedisCommands<String, String> replica = commands(pair.replica());
    for (int i = 0; i < 200; i++) {
      Outcome.Done done = (Outcome.Done) seats.perform(lock("ann", LONG, seat("A", i)));

      assertThat(replica.hget("seats:hall", "A_" + i)).contains(String.valueOf(done.seats().getFirst().lockId()));
    }
  }

  @Test
  void lockThatNoReplicaHasIsTakenBackWithItsEventsInOrder() {
    pair.replica().pause();

    assertThatThrownBy(() -> impatient.perform(lock("ann", LONG, seat("A", 1), seat("A", 2))))
        .isInstanceOf(SeatsUnavailable.class).hasMessageContaining("replica");

    assertThat(primary().hvals("seats:hall")).hasSize(2).allMatch(seat -> seat.contains("AVAILABLE"));
    assertThat(events()).containsExactly("locked hall:A:1 ann", "locked hall:A:2 ann", "unlocked hall:A:1 ann",
        "unlocked hall:A:2 ann");
    new Books(primary()).check();
  }

  @Test
  void lockThatWasGrantedBeforeIsNotTakenBack() {
    seats.perform(lock("ann", LONG, seat("A", 1)));
    pair.replica().pause();

    assertThatThrownBy(() -> impatient.perform(lock("ann", LONG, seat("A", 1)))).isInstanceOf(SeatsUnavailable.class);

    assertThat(primary().hget("seats:hall", "A_1")).contains("LOCKED");
    assertThat(events()).containsExactly("locked hall:A:1 ann");
  }

  @Test
  void repeatedRequestWaitsForWhatTheFirstOneDid() {
    pair.replica().pause();
    Seats fast = new RedisSeats(Partitions.of(1, _ -> new Script(connections, Script.source()), LONG, LIMITS,
        new SimpleMeterRegistry()), new SimpleMeterRegistry());
    assertThat(fast.perform(lock("ann", LONG, seat("A", 1)))).isInstanceOf(Outcome.Done.class);

    // This one changes no seat. A Redis that counts a connection's own changes only would have nothing to wait for.
    assertThatThrownBy(() -> impatient.perform(lock("ann", LONG, seat("A", 1)))).isInstanceOf(SeatsUnavailable.class);
  }

  @Test
  void saleThatNoReplicaHasIsAnsweredBy503AndMayBeAskedForAgain() {
    seats.perform(lock("ann", LONG, seat("A", 1)));
    pair.replica().pause();
    assertThatThrownBy(() -> impatient.perform(sell(by("ann"), seat("A", 1)))).isInstanceOf(SeatsUnavailable.class);

    pair.replica().resume();
    await().until(() -> primary().waitForReplication(1, 100) == 1);

    assertThat(seats.perform(sell(by("ann"), seat("A", 1)))).isInstanceOfSatisfying(Outcome.Done.class,
        done -> assertThat(done.seats().getFirst().status()).isEqualTo(Status.FINALIZED));
    assertThat(events()).containsExactly("locked hall:A:1 ann", "finalized hall:A:1 ann");
  }

  @Test
  void whatPromisesNothingNeedsNoReplica() {
    seats.perform(lock("ann", LONG, seat("A", 1)));
    pair.replica().pause();

    assertThat(impatient.perform(look(seat("A", 1)))).isInstanceOf(Outcome.Done.class);
    assertThat(impatient.perform(lock("bob", LONG, seat("A", 1)))).isInstanceOf(Outcome.Refused.class);
    assertThat(impatient.perform(unlock(by("bob"), seat("A", 1)))).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void inOneCallOnlyTheGrantsFail() {
    seats.perform(lock("ann", LONG, seat("A", 1)));
    pair.replica().pause();
    List<SeatCommand> commands = List.of(look(seat("A", 1)), lock("bob", LONG, seat("A", 1)),
        lock("bob", LONG, seat("A", 2)), look(seat("A", 3)));

    List<String> answers = commands.stream().map(impatientPartitions.of("hall")::submit).toList().stream()
        .map(reply -> reply.handle((done, failure) -> failure == null ? done.word() : failure.getMessage()).join())
        .toList();

    assertThat(answers).containsExactly("DONE", "REFUSED", "too few replicas have the change", "DONE");
    assertThat(primary().hget("seats:hall", "A_2")).contains("AVAILABLE");
  }

  @Test
  void grantsGoOnWhenTheReplicaIsBack() {
    pair.replica().pause();
    assertThatThrownBy(() -> impatient.perform(lock("ann", LONG, seat("A", 1)))).isInstanceOf(SeatsUnavailable.class);

    pair.replica().resume();

    await().ignoreExceptions().until(() -> seats.perform(lock("bob", LONG, seat("A", 1))) instanceof Outcome.Done);
  }

  @Test
  void eventIsKeptWhenTheReplicaHasIt() {
    Outbox outbox = new Outbox(impatientPartitions.of("hall"), connections);
    try (Outbox.Reader reader = outbox.reader()) {
      seats.perform(lock("ann", LONG, seat("A", 1)));
      await().until(() -> outbox.keeps(last(reader)));
      pair.replica().pause();
      assertThatThrownBy(() -> impatient.perform(unlock(by("ann"), seat("A", 1)))).isInstanceOf(SeatsUnavailable.class);
      OutboxEntry unlocked = last(reader);
      assertThat(outbox.keeps(unlocked)).isFalse();

      pair.replica().resume();

      await().until(() -> outbox.keeps(unlocked));
      outbox.confirm(unlocked);
      assertThat(outbox.keeps(unlocked)).as("it is no longer there").isFalse();
    }
  }

  private static OutboxEntry last(Outbox.Reader reader) {
    return reader.read(Outbox.START, 10, Duration.ofMillis(1)).getLast();
  }

  @Test
  void manyAtOnceShareOneWait() {
    List<SeatCommand> commands = IntStream.range(0, 500).<SeatCommand>mapToObj(i -> lock("u" + i, LONG, seat("B", i)))
        .toList();
    long before = calls();
    // Long enough for all to gather behind the first one.
    primary().clientPause(500);

    assertThat(seats.performAll(commands)).allMatch(outcome -> outcome instanceof Outcome.Done);

    assertThat(calls() - before).isBetween(5L, 8L);
  }

  /** Of the script; each has its own WAIT, which an older Redis does not count. */
  private static long calls() {
    return primary().info("commandstats").lines().filter(line -> line.startsWith("cmdstat_evalsha:"))
        .map(line -> line.replaceAll("^cmdstat_evalsha:calls=(\\d+).*", "$1")).mapToLong(Long::parseLong).sum();
  }
}
