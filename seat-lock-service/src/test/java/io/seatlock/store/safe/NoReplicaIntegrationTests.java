package io.seatlock.store.safe;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.extend;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.look;
import static io.seatlock.seat.Commands.release;
import static io.seatlock.seat.Commands.request;
import static io.seatlock.seat.Commands.seat;
import static io.seatlock.seat.Commands.sell;
import static io.seatlock.seat.Commands.unlock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.seatlock.seat.InvalidRequest;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatCommand.Reject.Asked;
import io.seatlock.seat.SeatGroup;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.SeatState.Status;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.LogLines;
import io.seatlock.store.TestPair;
import io.seatlock.store.health.StoreStatus;
import io.seatlock.testkit.LongRunning;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While no replica is known to confirm, changes are refused before they are made, and all else goes on. */
@LongRunning
class NoReplicaIntegrationTests {

  private static final Duration LONG = Duration.ofMinutes(1);

  private static final Duration SOON = Duration.ofSeconds(30);

  private static final int PARTITIONS = 4;

  /**
   * Long for a healthy replica; on a busy machine it may be late all the same. No test that runs beside this one has
   * the same, so that its lines in the log can be told apart.
   */
  private static final Duration TIMEOUT = Duration.ofMillis(550);

  @AutoClose
  private static final TestPair pair = TestPair.start();

  private SafeInstance instance;

  @BeforeEach
  void replicaFollowsAnEmptyPrimary() {
    pair.reset();
    instance = new SafeInstance(pair.address(), PARTITIONS, TIMEOUT);
  }

  @AfterEach
  void close() {
    instance.close();
  }

  private Outcome perform(SeatCommand command) {
    return instance.seats().perform(command);
  }

  /** Repeated while the replica is late. The probe must not run meanwhile. */
  private void prepare(SeatCommand command) {
    await().atMost(SOON).ignoreExceptionsMatching(SeatsUnavailable.class::isInstance).untilAsserted(() -> {
      instance.probe().runOnce();
      assertThat(perform(command)).isInstanceOf(Outcome.Done.class);
    });
  }

  /** While the probe runs. A replica that is just back may be late once more: it rewrites its file. */
  private void awaitDone(SeatCommand command) {
    await().atMost(SOON).ignoreExceptionsMatching(SeatsUnavailable.class::isInstance)
        .untilAsserted(() -> assertThat(perform(command)).isInstanceOf(Outcome.Done.class));
  }

  private void assertRefused(SeatCommand command) {
    assertThatThrownBy(() -> perform(command)).as("%s", command).isInstanceOf(SeatsUnavailable.class)
        .hasMessageContaining("was not sent");
  }

  /** All that is stored, but for the marks of safe mode. */
  private static Map<String, String> stored() {
    Map<String, String> all = new TreeMap<>();
    pair.onPrimary().keys("*").stream().filter(key -> !key.contains("seat-barrier:"))
        .forEach(key -> all.put(key, switch (pair.onPrimary().type(key)) {
          case "string" -> pair.onPrimary().get(key);
          case "hash" -> pair.onPrimary().hgetall(key).toString();
          case "zset" -> pair.onPrimary().zrangeWithScores(key, 0, -1).toString();
          default -> pair.onPrimary().xinfoStream(key).toString();
        }));
    return all;
  }

  /** Each kind that must be replicated, in several partitions. */
  private static List<SeatCommand> changes() {
    return List.of(lock("bob", LONG, seat("A", 2)), lock("ann", LONG, seat("A", 1)),
        lock("bob", LONG, request("r1", Instant.now()), SeatGroup.of(new SeatId("club", "A", "1"))),
        unlock(by("ann"), seat("A", 1)), extend(by("ann"), LONG, seat("A", 1)), sell(by("ann"), seat("A", 1)),
        release(by("ann"), seat("A", 3)),
        new SeatCommand.Reject(Asked.LOCK, "key", request("r2", Instant.now()), new InvalidRequest("row", "is wrong")));
  }

  @Test
  void nothingIsWrittenByAnyChange() {
    prepare(lock("ann", LONG, seat("A", 1)));
    prepare(lock("ann", LONG, seat("A", 3)));
    prepare(sell(by("ann"), seat("A", 3)));
    pair.replica().pause();
    assertThatThrownBy(() -> perform(lock("bob", LONG, seat("A", 4)))).as("the one on its way")
        .isInstanceOf(SeatsUnavailable.class);
    Map<String, String> before = stored();

    for (int i = 0; i < 10; i++) {
      changes().forEach(this::assertRefused);
      instance.probe().runOnce();
    }

    assertThat(stored()).isEqualTo(before);
    assertThat(pair.onPrimary().keys("*seat-barrier:*")).hasSizeLessThanOrEqualTo(2 * PARTITIONS);
  }

  @Test
  void nothingIsWrittenAfterAStartWithoutReplica() {
    pair.replica().pause();
    instance.probe().start();

    changes().forEach(this::assertRefused);

    assertThat(stored()).isEmpty();
  }

  @Test
  void lossIsNoticedWhileNobodyChangesAnything() {
    prepare(lock("ann", LONG, seat("A", 1)));
    instance.probe().start();
    Map<String, String> before = stored();
    pair.replica().pause();
    await().until(() -> !instance.status().reasons().isEmpty());

    changes().forEach(this::assertRefused);

    assertThat(stored()).isEqualTo(before);
  }

  @Test
  void looksAndExpiriesGoOn() {
    prepare(lock("ann", Duration.ofMillis(20), seat("A", 1)));
    pair.replica().pause();
    instance.probe().start();
    await().until(() -> !instance.status().reasons().isEmpty());

    perform(new SeatCommand.Expire(seat("A", 1)));

    assertThat(perform(look(seat("A", 1)))).isInstanceOfSatisfying(Outcome.Done.class,
        done -> assertThat(done.seats().getFirst().status()).isEqualTo(Status.AVAILABLE));
    assertThat(pair.onPrimary().hgetall("{p" + instance.partitions().of("hall").number() + "}:seats:hall"))
        .hasEntrySatisfying("A_1", seat -> assertThat(seat).contains("AVAILABLE"));
  }

  @Test
  void looksDoNotWaitForTheProbe() {
    pair.replica().pause();
    try (SafeInstance patient = new SafeInstance(pair.address(), 1, Duration.ofSeconds(10))) {
      Thread probing = Thread.ofVirtual().start(() -> patient.probe().runOnce());
      await().until(() -> pair.onPrimary().info("clients").contains("blocked_clients:1"));

      for (int i = 0; i < 20; i++) {
        assertThat(patient.seats().perform(look(seat("A", 1)))).isInstanceOf(Outcome.Done.class);
      }

      assertThat(probing.isAlive()).isTrue();
      pair.replica().resume();
      await().until(() -> !probing.isAlive());
    }
  }

  @Test
  void changesAreTakenAgainWhenTheReplicaIsBackAndTheLogSaysEachOnce() {
    prepare(lock("ann", LONG, seat("A", 1)));
    try (LogLines log = LogLines.ofAll(StoreStatus.class.getName())) {
      instance.probe().start();
      pair.replica().pause();
      await().until(() -> !instance.status().reasons().isEmpty());
      IntStream.range(0, 50).forEach(i -> assertRefused(lock("u" + i, LONG, seat("B", i))));

      pair.replica().resume();

      awaitDone(lock("bob", LONG, seat("A", 2)));
      await().atMost(SOON).until(() -> instance.status().reasons().isEmpty());
      // Tests that run beside this one log as well, with other time-outs.
      List<String> lines = log.lines().stream()
          .filter(line -> line.contains("Fewer than 1 replicas of Redis confirm changes within 550 ms")).toList();
      // A replica that is just back may be late once more.
      assertThat(lines).hasSizeBetween(2, 6);
      assertThat(lines.size()).isEven();
      for (int i = 0; i < lines.size(); i += 2) {
        assertThat(lines.get(i)).startsWith("WARN Fewer than 1");
        assertThat(lines.get(i + 1)).startsWith("INFO No longer so: Fewer than 1");
      }
    }
  }

  @Test
  void replicaThatDiedIsFoundAgainByTheProbe() {
    instance.probe().start();
    pair.replica().kill();
    await().until(() -> !instance.status().reasons().isEmpty());

    pair.rejoin();

    awaitDone(lock("bob", LONG, seat("A", 2)));
    await().atMost(SOON).until(() -> instance.status().reasons().isEmpty());
  }
}
