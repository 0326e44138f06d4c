package io.seatlock.store;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.extend;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.look;
import static io.seatlock.seat.Commands.release;
import static io.seatlock.seat.Commands.seat;
import static io.seatlock.seat.Commands.sell;
import static io.seatlock.seat.Commands.unlock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.Seats;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisConnection;

/** The user that docs/redis.md tells the operator to create may do all that the service does, and no more. */
class AclIntegrationTests {

  private static final Duration LONG = Duration.ofMinutes(1);

  private static final Duration SHORT = Duration.ofMillis(20);

  /** What Lettuce says when it connects, and Spring's health check asks. */
  private static final Set<String> OF_THE_FRAMEWORK = Set.of("info", "ping", "hello");

  private static TestRedis redis;

  @BeforeAll
  static void startWithTheDocumentedUser() {
    String line = String.join(" ", RedisDoc.code("redis")).replace("ACL SETUSER ", "user ").replaceAll(" +", " ");
    redis = TestRedis.startFor("seatlock", "change-me", line);
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @Test
  void everythingWorksWithTheDocumentedCommandsAndEachOfThemIsNeeded() {
    redis.view().nodes().forEach(node -> node.configResetstat());
    Partitions partitions = redis.partitions(new LockLimits(null, null, null, 5));

    useAll(new RedisSeats(partitions, new SimpleMeterRegistry()));
    expireOne(partitions);
    relay(new Outbox(partitions.of("hall"), redis.connections()));

    assertThat(used()).containsAll(documented());
  }

  private static void useAll(Seats seats) {
    List<SeatCommand> all = List.of(lock("ann", LONG, seat("A", 1), seat("A", 2)),
        lock("ann", LONG, seat("A", 1), seat("A", 2)),
        extend(by("ann"), LONG, seat("A", 1)), sell(by("ann"), seat("A", 1)), release(by("ann"), seat("A", 1)),
        unlock(by("ann"), seat("A", 2)), look(seat("A", 1)), new SeatCommand.Expire(seat("A", 1)));
    assertThat(seats.performAll(all)).allMatch(outcome -> outcome instanceof Outcome.Done);
  }

  private static void expireOne(Partitions partitions) {
    Sweep sweep = new Sweep(partitions, Duration.ofMillis(10));
    ExpiryListener listener = new ExpiryListener(partitions, redis.connections());
    listener.start();
    sweep.start();
    partitions.of("hall").call(partitions.of("hall").frames().of(lock("bob", SHORT, seat("B", 1))));
    await().until(() -> redis.events(partitions).getLast().containsValue("expired"));
    await().until(() -> redis.view().subscribers("__keyevent@0__:expired") == 1);
    sweep.stop();
    listener.stop();
  }

  private static void relay(Outbox outbox) {
    assertThat(outbox.lease("me", LONG)).isTrue();
    try (Outbox.Reader reader = outbox.reader()) {
      outbox.confirm(reader.read(Outbox.START, 100, SHORT).getLast());
    }
    assertThat(outbox.backlog().events()).isZero();
    outbox.handBack("me");
  }

  @Test
  void whatTheServiceDoesNotNeedIsForbidden() {
    try (RedisConnection connection = redis.connections().getConnection()) {
      for (String command : List.of("KEYS *", "FLUSHALL", "CONFIG GET *", "SCRIPT FLUSH", "ACL LIST",
          "GET session:1")) {
        String[] words = command.split(" ");
        byte[][] args = Stream.of(words).skip(1).map(AclIntegrationTests::bytes).toArray(byte[][]::new);
        assertThatThrownBy(() -> connection.execute(words[0], args)).rootCause().hasMessageContaining("NOPERM");
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Names of the commands that Redis has carried out, in scripts as well. */
  private static Set<String> used() {
    return new TreeSet<>(redis.view().nodes().stream().flatMap(node -> node.info("commandstats").lines())
        .filter(line -> line.startsWith("cmdstat_"))
        .map(line -> line.substring("cmdstat_".length(), line.indexOf(':'))).toList());
  }

  private static Set<String> documented() {
    return new TreeSet<>(RedisDoc.code("redis").stream().flatMap(line -> Stream.of(line.split(" ")))
        .filter(word -> word.startsWith("+")).map(word -> word.substring(1))
        .filter(name -> !OF_THE_FRAMEWORK.contains(name))
        .toList());
  }
}
