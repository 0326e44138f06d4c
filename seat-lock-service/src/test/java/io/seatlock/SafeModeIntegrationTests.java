package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.embedded.RedisProcess;
import io.seatlock.store.OnSingleRedis;
import io.seatlock.store.RedisServers;
import io.seatlock.testkit.LongRunning;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Safe mode as a whole, with three instances: with a healthy replica nothing is refused; what no replica has is neither
 * granted nor announced; and while there is no replica nothing grows.
 */
@LongRunning
@OwnServers
@OnSingleRedis("each of a cluster's nodes would need a replica")
class SafeModeIntegrationTests {

  /** A busy machine must not look like a replica that is away. */
  private static final String[] SETTINGS = {"seat-lock.durability.mode=safe", "seat-lock.durability.timeout=4s"};

  private static final int CALLERS = 64;

  /** Long enough for many repetitions of a poll. */
  private static final Duration AWAY = Duration.ofSeconds(8);

  private Deployment deployment;

  private RedisProcess replica;

  @BeforeAll
  void start() {
    deployment = new Deployment(RealRedis.start(), SETTINGS);
    IntStream.range(0, 2).forEach(_ -> deployment.services().add(deployment.startAnother(SETTINGS)));
    String follow = "replicaof 127.0.0.1 " + deployment.redis().servers().ports().getFirst();
    replica = RedisProcess.start(RedisServers.settings().withLines(follow));
  }

  @AfterAll
  void stop() {
    deployment.close();
    replica.close();
  }

  @BeforeEach
  void replicaConfirms() {
    replica.resume();
    deployment.services().forEach(service -> awaitReadiness(service, 200));
  }

  private void loseReplica() {
    replica.pause();
    deployment.services().forEach(service -> awaitReadiness(service, 503));
  }

  private static void awaitReadiness(RunningService service, int status) {
    await().atMost(Duration.ofSeconds(30))
        .until(() -> service.rest().get("/actuator/health/readiness").status() == status);
  }

  private Answer lock(String venue, String seat, String user, int seconds) {
    return deployment.rest().lock(venue, "A", seat, user, seconds);
  }

  private static void assertUnavailable(Answer answer) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.code()).isEqualTo("UNAVAILABLE");
    assertThat(answer.retryAfter()).isPositive();
  }

  /** All that is stored, but for what the instances renew all the time. */
  private Map<String, String> stored() {
    Map<String, String> all = new TreeMap<>(deployment.redis().everything());
    all.keySet().removeIf(key -> key.contains("seat-barrier:") || key.contains("seat-identity"));
    return all;
  }

  @Test
  void threeInstancesRefuseNothingWhileTheReplicaIsHealthy() throws Exception {
    String venue = Deployment.newVenue();
    int rounds = 10;

    List<Integer> answers = AtOnce.run(3 * CALLERS, caller -> {
      Rest rest = deployment.services().get(caller % 3).rest();
      return IntStream.range(0, rounds).map(i -> rest.lock(venue, "R" + caller, "" + i, "u" + caller, 60).status())
          .filter(status -> status != 200).findFirst().orElse(200);
    });

    assertThat(answers).containsOnly(200);
    assertThat(deployment.events(venue)).as("announced").hasSize(3 * CALLERS * rounds);
  }

  @Test
  void nothingIsGrantedAndNothingGrowsWithoutReplica() throws InterruptedException {
    String venue = Deployment.newVenue();
    String held = Objects.requireNonNull(lock(venue, "1", "ann", 60).get("lockId"));
    deployment.awaitEmptyOutbox();
    loseReplica();
    Map<String, String> before = stored();
    deployment.kafka().send("seat.lock.requested", venue + ":A:2", Rest.json("venueId", venue, "row", "A", "seat", "2",
        "userId", "bob", "timeoutSeconds", 600));
    deployment.kafka().send("seat.finalize", venue + ":A:1", Rest.json("venueId", venue, "row", "A", "seat", "1",
        "userId", "ann"));

    long end = System.nanoTime() + AWAY.toNanos();
    while (System.nanoTime() < end) {
      assertUnavailable(lock(venue, "3", "cid", 60));
      assertUnavailable(deployment.rest().unlock(venue, "A", "1", held));
      assertThat(deployment.rest().status(venue, "A", "1").get("status")).isEqualTo("LOCKED");
      Thread.sleep(50);
    }

    assertThat(stored()).isEqualTo(before);
    assertThat(deployment.redis().commands().keys("*seat-barrier:*")).as("a writer and a probe for each instance")
        .hasSizeLessThanOrEqualTo(2 * deployment.services().size());

    replicaConfirms();
    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
      History history = new History(deployment.events(venue));
      assertThat(history.of(venue, "A", "1")).containsExactly("locked", "finalized");
      assertThat(history.of(venue, "A", "2")).containsExactly("locked");
      assertThat(history.of(venue, "A", "3")).isEmpty();
    });
    assertThat(lock(venue, "3", "cid", 60).status()).isEqualTo(200);
  }

  @Test
  void expiriesGoOnAndAreAnnouncedWhenAReplicaHasThem() throws InterruptedException {
    String venue = Deployment.newVenue();
    assertThat(lock(venue, "1", "ann", 20).status()).isEqualTo(200);
    deployment.awaitEmptyOutbox();
    loseReplica();

    deployment.awaitFree(venue, "1");
    // The relay's whole chance to announce it all the same.
    Thread.sleep(1000);
    assertThat(new History(deployment.kafka().events(venue)).of(venue, "A", "1")).containsExactly("locked");

    replicaConfirms();
    assertThat(new History(deployment.events(venue)).of(venue, "A", "1")).containsExactly("locked",
        "unlocked(expired)");
  }

  @Test
  void saleOnItsWayWhenTheReplicaIsLostIsFoundByAskingAgain() {
    String venue = Deployment.newVenue();
    assertThat(lock(venue, "1", "ann", 60).status()).isEqualTo(200);
    replica.pause();
    String sale = Rest.json("venueId", venue, "row", "A", "seat", "1", "userId", "ann");

    assertUnavailable(deployment.rest().post("/seats/finalize", sale));
    replicaConfirms();

    assertThat(deployment.rest().post("/seats/finalize", sale).status()).isEqualTo(200);
    assertThat(new History(deployment.events(venue)).of(venue, "A", "1")).containsExactly("locked", "finalized");
  }
}
