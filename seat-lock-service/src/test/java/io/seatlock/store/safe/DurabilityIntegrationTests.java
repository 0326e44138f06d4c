package io.seatlock.store.safe;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.extend;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.look;
import static io.seatlock.seat.Commands.seat;
import static io.seatlock.seat.Commands.sell;
import static io.seatlock.seat.Commands.unlock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.api.sync.RedisCommands;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.seat.Commands;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatState.Status;
import io.seatlock.seat.Seats;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.ConsistencyAssertions;
import io.seatlock.store.TestPair;
import io.seatlock.store.TestRedis;
import io.seatlock.store.outbox.Outbox;
import io.seatlock.store.outbox.OutboxEntry;
import io.seatlock.store.redis.RedisTimeouts;
import io.seatlock.store.script.Partitions;
import io.seatlock.store.script.Script;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * What safe mode promises at the moment when the replica is lost: an answer is given when a replica has the change, or
 * the change is taken back.
 */
class DurabilityIntegrationTests {

  private static final Duration LONG = Duration.ofMinutes(1);

  @AutoClose
  private static final TestPair pair = TestPair.start();

  /** Where the replica is there: it may be slow on a machine that has other work. */
  private SafeInstance patient;

  private Seats seats;

  /** Where the replica is paused. */
  private SafeInstance impatient;

  @BeforeEach
  void replicaFollowsAnEmptyPrimary() {
    pair.reset();
    patient = SafeInstance.ready(pair.address(), Duration.ofSeconds(10));
    seats = patient.seats();
    impatient = SafeInstance.ready(pair.address(), Duration.ofMillis(500));
  }

  @AfterEach
  void close() {
    patient.close();
    impatient.close();
  }

  private void loseReplica() {
    pair.replica().pause();
  }

  /** The patient instance has time to act on what the other one takes back, on a slow machine, too. */
  private void loseReplicaAndWaitLonger() {
    impatient.close();
    impatient = SafeInstance.ready(pair.address(), Duration.ofSeconds(3));
    loseReplica();
  }

  private void assertUnavailable(SeatCommand command) {
    assertThatThrownBy(() -> impatient.seats().perform(command)).isInstanceOf(SeatsUnavailable.class)
        .hasMessageContaining("replica");
  }

  @Test
  void whatIsAnsweredIsOnTheReplica() {
    RedisCommands<String, String> replica = pair.onReplica();
    for (int i = 0; i < 200; i++) {
      Outcome.Done done = (Outcome.Done) seats.perform(lock("ann", LONG, seat("A", i)));

      assertThat(replica.hget("seats:hall", "A_" + i)).contains(String.valueOf(done.seats().getFirst().lockId()));
    }
  }

  @Test
  void lockThatNoReplicaHasIsTakenBackWithItsEventsInOrder() {
    loseReplica();

    assertUnavailable(lock("ann", LONG, seat("A", 1), seat("A", 2)));

    assertThat(pair.onPrimary().hvals("seats:hall")).hasSize(2).allMatch(seat -> seat.contains("AVAILABLE"))
        .as("nothing later is judged by a lock that nobody got").noneMatch(seat -> seat.contains("last"));
    assertThat(pair.events()).containsExactly("locked hall:A:1 ann", "locked hall:A:2 ann", "unlocked hall:A:1 ann",
        "unlocked hall:A:2 ann");
    new ConsistencyAssertions(pair.onPrimary()).check();
  }

  @Test
  void lockThatWasGrantedBeforeIsNotTakenBack() {
    seats.perform(lock("ann", LONG, seat("A", 1)));
    loseReplica();

    assertUnavailable(lock("ann", LONG, seat("A", 1)));

    assertThat(pair.onPrimary().hget("seats:hall", "A_1")).contains("LOCKED");
    assertThat(pair.events()).containsExactly("locked hall:A:1 ann");
  }

  /** The second instance may acknowledge it: the replica comes back before its time is up. */
  @Test
  void lockThatARepeatedRequestGotFromAnotherInstanceIsNotTakenBack() {
    loseReplicaAndWaitLonger();
    CompletableFuture<String> first = impatient.word(lock("ann", LONG, seat("A", 1)));
    await().until(() -> pair.onPrimary().hexists("seats:hall", "A_1"));
    CompletableFuture<Outcome> repeated = seats.submit(lock("ann", LONG, seat("A", 1)));
    await().until(() -> pair.onPrimary().hget("seats:hall", "A_1").contains("\"repeated\":true"));

    assertThat(first.join()).isEqualTo("too few replicas have the change");
    pair.replica().resume();

    assertThat(repeated.join()).isInstanceOfSatisfying(Outcome.Done.class,
        done -> assertThat(pair.onPrimary().hget("seats:hall", "A_1")).contains("LOCKED",
            String.valueOf(done.seats().getFirst().lockId())));
    assertThat(pair.events()).containsExactly("locked hall:A:1 ann");
    assertThat(seats.perform(unlock(by("ann"), seat("A", 1)))).isInstanceOf(Outcome.Done.class);
    assertThat(pair.onPrimary().hget("seats:hall", "A_1")).doesNotContain("repeated");
  }

  @Test
  void lockThatWasExtendedByAnotherInstanceIsNotTakenBack() {
    loseReplicaAndWaitLonger();
    CompletableFuture<String> first = impatient.word(lock("ann", LONG, seat("A", 1), seat("A", 2)));
    await().until(() -> pair.onPrimary().hexists("seats:hall", "A_2"));
    CompletableFuture<Outcome> extended = seats.submit(extend(by("ann"), LONG.multipliedBy(2), seat("A", 1)));
    await().until(() -> pair.events().size() == 3);

    assertThat(first.join()).isEqualTo("too few replicas have the change");
    pair.replica().resume();

    assertThat(extended.join()).isInstanceOf(Outcome.Done.class);
    assertThat(pair.onPrimary().hget("seats:hall", "A_1")).contains("LOCKED");
    assertThat(pair.onPrimary().hget("seats:hall", "A_2")).as("nobody was told of it").contains("AVAILABLE");
  }

  @Test
  void repeatedRequestWaitsForWhatTheFirstOneDid() {
    loseReplica();
    LettuceConnectionFactory connections = TestRedis.connections(pair.address());
    Seats fast = TestRedis
        .seats(Partitions.of(1, _ -> new Script(connections, Script.source()), new RedisTimeouts(LONG),
            new LockLimits(null, null, null, null, 0), new SimpleMeterRegistry()));
    assertThat(fast.perform(lock("ann", LONG, seat("A", 1)))).isInstanceOf(Outcome.Done.class);
    connections.destroy();

    // This one changes no seat. A Redis that counts a connection's own changes only would have nothing to wait for.
    assertUnavailable(lock("ann", LONG, seat("A", 1)));
  }

  @Test
  void saleThatNoReplicaHasIsAnsweredBy503AndMayBeAskedForAgain() {
    seats.perform(lock("ann", LONG, seat("A", 1)));
    loseReplica();
    assertUnavailable(sell(by("ann"), seat("A", 1)));

    pair.replica().resume();
    pair.awaitReplication();

    assertThat(seats.perform(sell(by("ann"), seat("A", 1)))).isInstanceOfSatisfying(Outcome.Done.class,
        done -> assertThat(done.seats().getFirst().status()).isEqualTo(Status.FINALIZED));
    assertThat(pair.events()).containsExactly("locked hall:A:1 ann", "finalized hall:A:1 ann");
  }

  @Test
  void inOneCallOnlyTheGrantsFail() {
    seats.perform(lock("ann", LONG, seat("A", 1)));
    loseReplica();
    List<SeatCommand> commands = List.of(look(seat("A", 1)), lock("bob", LONG, seat("A", 1)),
        lock("bob", LONG, seat("A", 2)), look(seat("A", 3)), unlock(by("bob"), seat("A", 1)));
    // Long enough for all to gather behind the first one, also on a busy machine.
    pair.onPrimary().clientPause(2000);

    List<String> answers = commands.stream().map(impatient::word).toList().stream().map(CompletableFuture::join)
        .toList();

    assertThat(answers).containsExactly("DONE", "REFUSED", "too few replicas have the change", "DONE", "REFUSED");
    assertThat(pair.onPrimary().hget("seats:hall", "A_2")).contains("AVAILABLE");
  }

  @Test
  void eventIsKeptWhenTheReplicaHasIt() {
    Outbox outbox = impatient.outbox("hall");
    try (Outbox.Reader reader = outbox.reader()) {
      seats.perform(lock("ann", LONG, seat("A", 1)));
      await().until(() -> isReplicated(outbox, last(reader)));
      loseReplica();
      assertUnavailable(unlock(by("ann"), seat("A", 1)));
      OutboxEntry unlocked = last(reader);
      assertThat(outbox.isReplicated(unlocked)).isFalse();

      pair.replica().resume();

      await().until(() -> isReplicated(outbox, unlocked));
      outbox.confirm(List.of(unlocked));
      assertThat(outbox.isReplicated(unlocked)).as("it is no longer there").isFalse();
    }
  }

  /** The instance asks no more while it does not know that the replica confirms. */
  private boolean isReplicated(Outbox outbox, OutboxEntry entry) {
    impatient.probe().runOnce();
    return outbox.isReplicated(entry);
  }

  private static OutboxEntry last(Outbox.Reader reader) {
    return reader.read(Outbox.START, 10, Duration.ofMillis(1)).getLast();
  }

  @Test
  void manyAtOnceShareOneWait() {
    List<SeatCommand> commands = IntStream.range(0, 500).<SeatCommand>mapToObj(i -> lock("u" + i, LONG, seat("B", i)))
        .toList();
    long before = calls();
    pair.onPrimary().clientPause(2000);

    assertThat(Commands.performAll(seats, commands)).allMatch(outcome -> outcome instanceof Outcome.Done);

    assertThat(calls() - before).isBetween(5L, 8L);
  }

  /** Of the script; each has its own WAIT, which an older Redis does not count. */
  private static long calls() {
    return pair.onPrimary().info("commandstats").lines().filter(line -> line.startsWith("cmdstat_evalsha:"))
        .map(line -> line.replaceAll("^cmdstat_evalsha:calls=(\\d+).*", "$1")).mapToLong(Long::parseLong).sum();
  }
}
