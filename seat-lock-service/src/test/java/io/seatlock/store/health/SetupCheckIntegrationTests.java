package io.seatlock.store.health;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.protocol.CommandType;
import io.seatlock.seat.LockLimits;
import io.seatlock.store.RedisUser;
import io.seatlock.store.TestRedis;
import io.seatlock.store.script.FakeScript;
import io.seatlock.store.script.LuaHeader;
import io.seatlock.store.script.Partitions;
import io.seatlock.store.settings.DurabilitySettings;
import io.seatlock.store.settings.IdentitySettings;
import io.seatlock.store.settings.StoreSettings;
import io.seatlock.store.settings.SweepSettings;
import io.seatlock.testkit.BesideOthers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.health.contributor.Status;

/** The look at a Redis that is not as it should be; failures.md 13 and 7. */
@BesideOthers
class SetupCheckIntegrationTests {

  private static final StoreSettings SETTINGS = new StoreSettings(8, new SweepSettings(Duration.ofMillis(100), true),
      new DurabilitySettings(DurabilitySettings.Mode.FAST, 1, Duration.ofMillis(100)),
      new IdentitySettings(true, Duration.ofSeconds(3)));

  private static TestRedis redis;

  private final SetupWarnings setup = new SetupWarnings();

  private final StoreStatus status = new StoreStatus(8);

  private final RedisWatch watch = new RedisWatch(status, () -> null, System::nanoTime);

  private final SetupCheck setupCheck = onRedis();

  private static final Set<String> WRITES_OF_CHANGES = Set.of("del", "hset", "set", "zadd", "zrem", "zremrangebyscore",
      "xadd", "bitfield");

  @BeforeAll
  static void start() {
    redis = TestRedis.start("appendonly yes");
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  private SetupCheck onRedis() {
    return new SetupCheck(redis.partitions(new LockLimits(null, null, null, null, 0)), redis.connections(), SETTINGS,
        setup, watch);
  }

  @AfterEach
  void repair() {
    onAll("maxmemory-policy", "noeviction");
    onAll("appendonly", "yes");
    RedisUser.SERVICE.commands().stream().filter(command -> !command.contains("|"))
        .forEach(command -> right("+" + command));
  }

  private static void onAll(String name, String value) {
    redis.view().nodes().forEach(node -> node.configSet(name, value));
  }

  /** Gives a right to the service's user, or takes it. */
  private static void right(String rule) {
    AclSetuserArgs args = rule.startsWith("+")
        ? AclSetuserArgs.Builder.addCommand(command(rule))
        : AclSetuserArgs.Builder.removeCommand(command(rule));
    redis.view().nodes().forEach(node -> node.aclSetuser(RedisUser.SERVICE.username(), args));
  }

  private static CommandType command(String rule) {
    return CommandType.valueOf(rule.substring(1).toUpperCase(Locale.ROOT));
  }

  private List<String> warnings() {
    setupCheck.runOnce();
    return requireNonNull(setupCheck.latest()).warnings();
  }

  @Test
  void soundRedisGivesNoWarningAndTheProbeLeavesNothing() {
    assertThat(warnings()).isEmpty();
    assertThat(redis.commands().keys("*")).isEmpty();
    assertThat(requireNonNull(setupCheck.latest()).servers()).hasSameSizeAs(redis.view().nodes());
    assertThat(new StoreHealth(setupCheck, status, setup).health().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void settingsThatCostSeatsAreToldUntilTheyAreRight() {
    onAll("maxmemory-policy", "volatile-ttl");
    onAll("appendonly", "no");

    assertThat(warnings()).hasSize(2);
    assertThat(new StoreHealth(setupCheck, status, setup).health().getDetails())
        .containsEntry("maxmemoryPolicy", "volatile-ttl")
        .containsEntry("appendonly", "no").containsEntry("warnings", warnings());
    assertThat(setup.all()).hasSize(2);

    onAll("maxmemory-policy", "noeviction");
    assertThat(warnings()).singleElement().asString().startsWith("appendonly is no");
  }

  /** All that the script may call, so that the probe forgets none. */
  @Test
  void everyRightOfTheScriptIsProbed() {
    Set<String> probed = new TreeSet<>(Pattern.compile("may\\('([A-Z]+)'").matcher(LuaHeader.text("probe")).results()
        .map((MatchResult call) -> call.group(1).toLowerCase(Locale.ROOT)).toList());

    Set<String> rights = RedisUser.SERVICE.commands();
    rights.removeAll(List.of("evalsha", "eval", "time", "wait", "subscribe", "unsubscribe", "hello", "ping", "asking",
        "cluster|info", "cluster|nodes", "cluster|myid", "client|setname"));
    assertThat(probed).isEqualTo(rights);
  }

  @ParameterizedTest
  @ValueSource(strings = {"del", "hset", "hget", "set", "get", "zadd", "zcount", "zrangebyscore", "zscore",
      "zremrangebyscore", "zrem", "xadd", "xrange", "xread", "xlen", "xdel", "bitfield", "evalsha", "time", "info"})
  void missingRightIsToldAndNothingIsLeft(String command) {
    right("-" + command);

    assertThat(warnings()).singleElement().asString().containsIgnoringCase(command).contains("docs/redis-users.acl");
    assertThat(watch.missingRight(0) != null).as("changes are held back")
        .isEqualTo(WRITES_OF_CHANGES.contains(command));
    // What can't be taken away goes away by itself.
    await().atMost(Duration.ofSeconds(5)).until(() -> redis.commands().keys("*").isEmpty());

    right("+" + command);
    assertThat(warnings()).isEmpty();
  }

  /** The first look is over before a request is accepted; the loop goes on from there. */
  @Test
  void startLooksOnce() {
    FakeScript script = new FakeScript();
    script.answerAlways(_ -> FakeScript.reply("PROBED", 0L));
    Partitions one = new Partitions(List.of(FakeScript.partition(0, 1, script)));
    SetupCheck check = new SetupCheck(one, redis.connections(), SETTINGS, setup, watch);

    check.start();

    try {
      await().during(Duration.ofMillis(200)).until(() -> script.sent.size() == 1);
    } finally {
      check.stop();
    }
  }

  @Test
  void redisThatIsAwayIsLookedAtWhenItIsThere() {
    try (TestRedis late = TestRedis.start("appendonly no")) {
      SetupCheck early = new SetupCheck(late.partitions(new LockLimits(null, null, null, null, 0)), late.connections(),
          SETTINGS, setup, watch);
      late.servers().kill();

      Duration rest = early.runOnce();
      assertThat(early.latest()).isNull();
      assertThat(new StoreHealth(early, status, setup).health().getStatus()).isEqualTo(Status.DOWN);
      assertThat(rest).isLessThanOrEqualTo(Duration.ofSeconds(1));

      late.servers().restart();
      await().until(() -> {
        early.runOnce();
        return early.latest() != null;
      });
      assertThat(requireNonNull(early.latest()).warnings()).singleElement().asString().startsWith("appendonly is no");
    }
  }
}
