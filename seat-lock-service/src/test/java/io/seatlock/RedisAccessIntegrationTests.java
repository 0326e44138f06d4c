package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.KillArgs;
import io.lettuce.core.api.sync.RedisCommands;
import io.seatlock.embedded.LoopbackPorts;
import io.seatlock.store.LogLines;
import io.seatlock.store.OnSingleRedis;
import io.seatlock.store.RedisUser;
import io.seatlock.testkit.LongRunning;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A Redis that is there and lets the service in with less than it needs, or not at all. The service starts, says why in
 * the server's own words, and serves as soon as it may.
 */
@LongRunning
@OwnServers
@OnSingleRedis("users and databases are the same on a cluster")
class RedisAccessIntegrationTests {

  /** Generous, since the machine may be busy. */
  private static final Duration SOON = Duration.ofSeconds(20);

  private static final String WRONG = "not-the-password";

  private RealRedis redis;

  @BeforeEach
  void start() {
    redis = RealRedis.start();
  }

  @AfterEach
  void stop() {
    redis.close();
  }

  /** Kafka is away, which keeps nobody from a seat. */
  private RunningService service(String... settings) {
    return RunningService.start(redis.servers(), "127.0.0.1:" + LoopbackPorts.free(), settings);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      spring.data.redis.password=not-the-password                                                  | WRONGPASS invalid username-password pair
      spring.data.redis.username= spring.data.redis.password=                                      | NOAUTH
      spring.data.redis.username= spring.data.redis.password=secret spring.data.redis.database=99 | DB index is out of range
      """)
  void refusedConnectionIsShownInTheServersOwnWords(String settings, String words) {
    node().configSet("requirepass", "secret");
    try (RunningService service = service(settings.split(" "))) {
      awaitReason(service, words);

      assertThat(service.rest().lock(Deployment.newVenue(), "A", "1", "ann", 60).status()).isEqualTo(503);
      assertThat(service.rest().get("/actuator/health/readiness").status()).isEqualTo(503);
      assertThat(service.rest().get("/actuator/health/liveness").status()).isEqualTo(200);
    }
  }

  /** The running service knows no other password, so it must be let in again by the old one. */
  @Test
  void passwordThatIsChangedIsLoggedOnceAndTheServiceComesBackWithoutARestart() {
    String user = RedisUser.SERVICE.username();
    try (RunningService service = service(); LogLines log = service.log("io.seatlock")) {
      awaitGrant(service);
      node().aclSetuser(user, AclSetuserArgs.Builder.removePassword(RedisUser.SERVICE.password()).addPassword(WRONG));
      node().clientKill(KillArgs.Builder.user(user));
      awaitReason(service, "WRONGPASS");

      node().aclSetuser(user, AclSetuserArgs.Builder.addPassword(RedisUser.SERVICE.password()));

      awaitGrant(service);
      await().atMost(SOON).until(() -> service.rest().get("/actuator/health/readiness").status() == 200);
      await().atMost(SOON).until(() -> lines(log, "INFO No longer so: ", "WRONGPASS") == 1);
      assertThat(lines(log, "WARN Redis does not accept", "WRONGPASS")).isEqualTo(1);
    }
  }

  @Test
  void wrongPasswordFromTheStartIsLoggedOnceAndTheServiceServesWhenItIsRight() {
    try (RunningService.Logged logged = RunningService.startLogged(redis.servers(),
        "127.0.0.1:" + LoopbackPorts.free(), "spring.data.redis.password=" + WRONG)) {
      RunningService service = logged.service();
      awaitReason(service, "WRONGPASS");
      // Long enough for each background loop to meet it several times.
      long refused = refusedLogins();
      await().atMost(SOON).until(() -> refusedLogins() >= refused + 10);
      assertThat(service.rest().lock(Deployment.newVenue(), "A", "1", "ann", 60).status()).isEqualTo(503);
      awaitReason(service, "WRONGPASS");

      node().aclSetuser(RedisUser.SERVICE.username(), AclSetuserArgs.Builder.addPassword(WRONG));

      awaitGrant(service);
      await().atMost(SOON).until(() -> service.rest().get("/actuator/health/readiness").status() == 200);
      await().atMost(SOON).until(() -> lines(logged.log(), "INFO No longer so: ", "WRONGPASS") == 1);
      assertThat(logged.log().lines()).filteredOn(line -> line.startsWith("WARN") || line.startsWith("ERROR"))
          .filteredOn(line -> !line.contains("Kafka") && !line.contains("kafka") && !line.contains("MeterRegistry"))
          // Lettuce says so if a busy machine lets a connection time out while it is opened.
          .filteredOn(line -> !line.contains("RedisHandshakeHandler not registered"))
          .singleElement().asString()
          .startsWith("WARN Redis does not accept the user or the password").contains("WRONGPASS");
    }
  }

  @Test
  void missingRightToTheExpiryChannelIsASetupWarningAndLeaksNoConnection() {
    String venue = Deployment.newVenue();
    try (RunningService service = service(); LogLines log = service.log("io.seatlock")) {
      awaitGrant(service);
      node().aclSetuser(RedisUser.SERVICE.username(), AclSetuserArgs.Builder.resetChannels());
      await().atMost(SOON).until(() -> details(service, "warnings").stream()
          .anyMatch(warning -> warning.contains("expiry notifications") && warning.contains("NOPERM")));
      int before = connections();
      long asked = refusedSubscriptions();
      await().atMost(SOON).until(() -> refusedSubscriptions() >= asked + 2);

      assertThat(connections()).isLessThanOrEqualTo(before + 1);
      assertThat(service.rest().lock(venue, "A", "1", "ann", 1).status()).isEqualTo(200);
      await().atMost(SOON).until(() -> redis.commands().hget(redis.seats(venue), "A_1").contains("AVAILABLE"));
      assertThat(service.rest().get("/actuator/health/readiness").status()).isEqualTo(200);

      node().aclSetuser(RedisUser.SERVICE.username(), AclSetuserArgs.Builder.allChannels());

      await().atMost(Duration.ofMinutes(2)).until(() -> details(service, "warnings").stream()
          .noneMatch(warning -> warning.contains("expiry notifications")));
      assertThat(lines(log, "WARN", "expiry notifications")).isEqualTo(1);
    }
  }

  private static long lines(LogLines log, String beginning, String words) {
    return log.lines().stream().filter(line -> line.startsWith(beginning) && line.contains(words)).count();
  }

  private static void awaitGrant(RunningService service) {
    await().atMost(SOON).until(() -> service.rest().lock(Deployment.newVenue(), "A", "1", "ann", 60).status() == 200);
  }

  private RedisCommands<String, String> node() {
    return redis.nodes().getFirst();
  }

  private int connections() {
    return (int) node().clientList().lines().filter(line -> line.contains("user=" + RedisUser.SERVICE.username()))
        .count();
  }

  private long refusedLogins() {
    return node().info("errorstats").lines().filter(line -> line.startsWith("errorstat_WRONGPASS:"))
        .map(line -> line.replaceAll(".*count=(\\d+).*", "$1")).mapToLong(Long::parseLong).sum();
  }

  /** As Redis counts them. */
  private long refusedSubscriptions() {
    return node().info("commandstats").lines().filter(line -> line.startsWith("cmdstat_subscribe:"))
        .map(line -> line.replaceAll(".*rejected_calls=(\\d+).*", "$1")).mapToLong(Long::parseLong).sum();
  }

  private static void awaitReason(RunningService service, String words) {
    await().atMost(SOON)
        .untilAsserted(() -> assertThat(details(service, "reasons")).singleElement().asString().contains(words));
  }

  private static List<String> details(RunningService service, String name) {
    return service.rest().get("/actuator/health").json().at("/components/seatStore/details/" + name).valueStream()
        .map(detail -> detail.asString()).toList();
  }
}
