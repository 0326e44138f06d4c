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
import io.seatlock.check.Check;
import io.seatlock.embedded.RedisProcess;
import io.seatlock.plan.Plans;
import io.seatlock.seat.Commands;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.Seats;
import io.seatlock.store.expiry.ExpiryListener;
import io.seatlock.store.expiry.Sweep;
import io.seatlock.store.health.SetupWarnings;
import io.seatlock.store.outbox.Outbox;
import io.seatlock.store.outbox.OutboxEntry;
import io.seatlock.store.redis.RedisTimeouts;
import io.seatlock.store.safe.SafeInstance;
import io.seatlock.store.plan.TestPlans;
import io.seatlock.store.script.Partitions;
import io.seatlock.store.script.Script;
import io.seatlock.store.script.VenueOperations;
import io.seatlock.testkit.BesideOthers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The users of docs/redis-users.acl may do all that service and check do, and no more. All other tests that need a
 * Redis run with them as well.
 */
@BesideOthers
class AclIntegrationTests {

  private static final Duration LONG = Duration.ofMinutes(1);

  private static final Duration SHORT = Duration.ofMillis(20);

  /** What Lettuce says when it connects or looks for a Cluster's nodes, and Spring's health check asks. */
  private static final Set<String> OF_THE_FRAMEWORK = Set.of("info", "ping", "hello", "asking", "cluster|info",
      "cluster|nodes",
      "cluster|myid", "client|setname");

  /** Only where keys may be on their way. */
  private static final Set<String> OF_A_CLUSTER = Set.of("exists");

  private static final LockLimits LIMITS = new LockLimits(null, null, null, null, 5);

  private static TestRedis redis;

  @BeforeAll
  static void start() {
    redis = TestRedis.start();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @Test
  void everythingWorksWithTheDocumentedCommandsAndEachOfThemIsNeeded() {
    redis.view().nodes().forEach(node -> node.configResetstat());
    Partitions partitions = redis.partitions(LIMITS);

    useAll(new RedisSeats(partitions, new SimpleMeterRegistry()));
    expireOne(partitions);
    replacePlan(partitions);
    assertThat(new VenueOperations(partitions.of("hall")).forget("hall", VenueOperations.START, 100, SHORT, SHORT)
        .removed()).isPositive();
    relay(new Outbox(partitions.of("hall"), redis.connections()));
    waitForReplicas();

    Set<String> needed = ownOf(RedisUser.SERVICE);
    if (redis.servers().isCluster()) {
      // There the listener's connections are closed instead.
      needed.remove("unsubscribe");
    } else {
      needed.removeAll(OF_A_CLUSTER);
    }
    assertThat(used()).containsAll(needed);
  }

  /** There are none, which is no matter of rights. */
  private static void waitForReplicas() {
    try (SafeInstance safe = new SafeInstance(TestRedis.address(redis.servers(), RedisUser.SERVICE),
        redis.servers().partitions(), SHORT)) {
      safe.probeOnce();

      assertThat(safe.status().reasons()).singleElement().asString().startsWith("Fewer than 1 replicas");
    }
  }

  @Test
  void checkFindsAndRepairsAllWithItsOwnUser() {
    Commands.performAll(new RedisSeats(redis.partitions(LIMITS), new SimpleMeterRegistry()),
        List.of(lock("ann", LONG, seat("D", 1), seat("D", 2))));
    redis.commands().del(redis.key("hall", "seatlock:hall:D:1"), redis.key("hall", "seat-holdings:hall:ann"));
    redis.commands().set(redis.key("hall", "seatlock:hall:D:3"), "1");
    redis.commands().zadd(redis.key("hall", "seat-deadlines"), 1, "by hand");
    Plans plans = TestPlans.of(redis.partitions(LIMITS));
    assertThat(TestPlans.put(plans, seat("D", 1), seat("D", 2))).isEmpty();
    redis.commands().hset(redis.key("hall", "seat-plan-seats:hall:old.1"), "D_1", "0");
    redis.commands().scriptFlush();
    redis.view().nodes().forEach(node -> node.configResetstat());

    Check.Result result = redis.check().run(true, _ -> {});

    assertThat(result.left()).isZero();
    assertThat(result.repaired()).isEqualTo(6);
    Set<String> needed = ownOf(RedisUser.CHECK);
    if (!redis.servers().isCluster()) {
      needed.removeAll(OF_A_CLUSTER);
    }
    assertThat(used()).containsAll(needed);
    plans.delete("hall");
  }

  private static void useAll(Seats seats) {
    List<SeatCommand> all = List.of(lock("ann", LONG, seat("A", 1), seat("A", 2)),
        lock("ann", LONG, seat("A", 1), seat("A", 2)),
        extend(by("ann"), LONG, seat("A", 1)), sell(by("ann"), seat("A", 1)), release(by("ann"), seat("A", 1)),
        unlock(by("ann"), seat("A", 2)), look(seat("A", 1)), new SeatCommand.Expire(seat("A", 1)));
    assertThat(Commands.performAll(seats, all)).allMatch(outcome -> outcome instanceof Outcome.Done);
  }

  private static void replacePlan(Partitions partitions) {
    Plans plans = TestPlans.of(partitions);
    assertThat(TestPlans.put(plans, seat("A", 1))).isEmpty();
    assertThat(TestPlans.put(plans, seat("A", 1), seat("A", 2))).isEmpty();
    assertThat(plans.occupancy("hall")).isNotNull();
    plans.delete("hall");
  }

  private static void expireOne(Partitions partitions) {
    Sweep sweep = new Sweep(partitions, Duration.ofMillis(10));
    ExpiryListener listener = new ExpiryListener(partitions, redis.connections(), new SetupWarnings());
    listener.start();
    sweep.start();
    partitions.of("hall").await(partitions.of("hall").submit(lock("bob", SHORT, seat("B", 1))));
    await().until(() -> redis.events(partitions).getLast().containsValue("expired"));
    await().until(() -> redis.view().subscribers("__keyevent@0__:expired") == 1);
    sweep.stop();
    listener.stop();
  }

  private static void relay(Outbox outbox) {
    assertThat(outbox.lease("me", LONG, true)).isTrue();
    assertThat(outbox.lease("another", LONG, false)).isFalse();
    try (Outbox.Reader reader = outbox.reader()) {
      List<OutboxEntry> entries = reader.read(Outbox.START, 100, SHORT);
      outbox.moveToDeadLetters(entries.getFirst(), "try");
      outbox.confirm(entries.subList(1, entries.size()));
    }
    assertThat(outbox.backlog().events()).isZero();
    assertThat(redis.commands().del(redis.key("hall", "seat-outbox-dead"))).isOne();
    outbox.handBack("me");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotNeededIsForbidden(RedisUser user) {
    LettuceConnectionFactory connections = TestRedis.connections(TestRedis.address(redis.servers(), user));
    try (RedisConnection connection = connections.getConnection()) {
      for (String command : List.of("KEYS *", "FLUSHALL", "CONFIG GET *", "SCRIPT FLUSH", "ACL LIST", "GET session:1",
          "DEL session:1")) {
        String[] words = command.split(" ");
        byte[][] args = Stream.of(words).skip(1).map(AclIntegrationTests::bytes).toArray(byte[][]::new);
        assertThatThrownBy(() -> connection.execute(words[0], args)).rootCause().hasMessageContaining("NOPERM");
      }
    } finally {
      connections.destroy();
    }
  }

  /** As Redis itself reads it; with it nobody comes in without a password. */
  @Test
  @OnSingleRedis("a cluster's nodes are made ready by a user without a password")
  void fileIsOneThatRedisLoads() {
    try (RedisProcess process = RedisProcess.start(
        RedisServers.withoutUsers().withLines("aclfile \"" + RedisUser.FILE + '"'))) {
      RedisStandaloneConfiguration address = new RedisStandaloneConfiguration("127.0.0.1", process.port());
      LettuceConnectionFactory stranger = TestRedis.connections(address);
      assertThatThrownBy(() -> stranger.getConnection().ping()).rootCause().hasMessageContaining("NOAUTH");
      stranger.destroy();

      address.setUsername(RedisUser.SERVICE.username());
      address.setPassword(RedisUser.SERVICE.password());
      LettuceConnectionFactory service = TestRedis.connections(address);
      Script script = new Script(service, Script.source());
      useAll(new RedisSeats(Partitions.of(1, _ -> script, new RedisTimeouts(LONG), LIMITS, new SimpleMeterRegistry()),
          new SimpleMeterRegistry()));
      service.destroy();
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

  private static Set<String> ownOf(RedisUser user) {
    Set<String> own = user.commands();
    own.removeAll(OF_THE_FRAMEWORK);
    assertThat(own).hasSizeGreaterThan(10);
    return own;
  }
}
