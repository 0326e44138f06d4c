package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.Load.Call;
import io.seatlock.embedded.KafkaSettings;
import io.seatlock.store.RedisServers;
import io.seatlock.testkit.LongRunning;
import io.seatlock.testkit.kafka.KafkaProcess;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Without Redis nothing is granted, every caller gets 503 at once, and nobody has to repair anything. */
@LongRunning
@OwnServers
class RedisOutageIntegrationTests {

  /** Generous, since the machine may be busy; what is broken takes far longer. */
  private static final Duration SOON = Duration.ofSeconds(20);

  /** A call waits 0.5 s in the queue and 2 s for Redis at most; a busy machine may stand still meanwhile. */
  private static final Duration ANSWER = Duration.ofSeconds(15);

  /**
   * A client that doubles its pause after each failed attempt, from 1 ms on, reconnects after 16 s and then after 33 s;
   * with a timer that ticks every 100 ms, as Lettuce's does, after 17 s and 34 s. So it would miss {@link #BACK}.
   */
  private static final Duration AWAY = Duration.ofSeconds(18);

  /** From the repair to the first grant. */
  private static final Duration BACK = Duration.ofSeconds(13);

  /** The service's default. */
  private static final String TIMEOUT = "spring.data.redis.timeout=500ms";

  private final String venue = Deployment.newVenue();

  private Deployment deployment;

  private RedisServers redis;

  @BeforeAll
  void start() {
    // A killed Redis then has on disk whatever it has answered.
    deployment = new Deployment(RealRedis.start("appendfsync always"), TIMEOUT);
    redis = deployment.redis().servers();
  }

  @AfterAll
  void stop() {
    deployment.close();
  }

  @Test
  void pausedRedisIsReportedUntilItGoesOn() throws Exception {
    survives(redis::pause, redis::resume, Duration.ofSeconds(3));
  }

  @Test
  void killedRedisIsReportedUntilItIsBack() throws Exception {
    survives(redis::kill, redis::restart, AWAY);
  }

  private void survives(Runnable fault, Runnable repair, Duration outage) throws Exception {
    try (Load load = new Load(venue, deployment::rest)) {
      await().atMost(SOON).until(() -> load.count(Call::isGrant) > 50);

      fault.run();
      await().atMost(SOON).until(() -> readiness().status() == 503);
      assertThat(liveness().status()).isEqualTo(200);
      Thread.sleep(outage);
      await().atMost(SOON).until(() -> load.count(RedisOutageIntegrationTests::isUnavailable) > 20);

      repair.run();
      long granted = load.count(Call::isGrant);
      await().atMost(BACK).until(() -> load.count(Call::isGrant) > granted);
      await().atMost(SOON).until(() -> readiness().status() == 200);
      await().atMost(SOON).until(() -> load.count(Call::isGrant) > granted + 100);
      load.end();

      assertThat(load.byStatus().keySet()).isSubsetOf(200, 403, 404, 409, 503);
      assertThat(load.calls().filter(RedisOutageIntegrationTests::isUnavailable)).allSatisfy(call -> {
        assertThat(call.answer().isProblem()).isTrue();
        assertThat(call.answer().code()).isEqualTo("UNAVAILABLE");
        assertThat(call.answer().retryAfter()).isPositive();
      });
      System.out.printf("Slowest answer without Redis: %d ms; answers by status: %s%n",
          load.calls().mapToLong(call -> call.took().toMillis()).max().orElseThrow(), load.byStatus());
      assertThat(load.calls()).allSatisfy(call -> assertThat(call.took()).isLessThan(ANSWER));
      History history = deployment.historyWhenAllIsOver(venue);
      history.assertOneHolderAtATime();
      load.assertToldBy(history);
    }
  }

  @Test
  void recordsWaitWhileRedisIsAwayAndAreAnsweredOnce() throws Exception {
    String hall = Deployment.newVenue();
    redis.pause();
    deployment.kafka().sendTogether("seat.lock.requested", hall, lockRequest(hall, "1", 100), lockRequest(hall, "2", 1),
        "no JSON");
    Thread.sleep(2000);
    redis.resume();
    deployment.kafka().awaitRequestsServed();

    // Redis may have got a request more than once before it went on; then the answer is sent again, as it was.
    Map<String, String> answers = new HashMap<>();
    deployment.events(hall).forEach(event -> answers.put(event.id(), event.what() + event.get("code")));
    assertThat(answers.values()).containsExactlyInAnyOrder("locked", "lock.rejectedREQUEST_TOO_OLD");
    assertThat(deployment.kafka().deadLetters(hall)).hasSize(1);
  }

  private static String lockRequest(String hall, String seat, int timeoutSeconds) {
    return Rest.json("venueId", hall, "row", "A", "seat", seat, "userId", "u1", "timeoutSeconds", timeoutSeconds);
  }

  @Test
  void serviceStartsWithoutRedisAndServesWhenItIsThere() {
    try (RealRedis late = RealRedis.start();
        KafkaProcess kafka = KafkaProcess.start(KafkaSettings.temporary());
        RunningService service = startWithout(late, kafka)) {
      assertThat(service.rest().lock(venue, "C", "1", "u1", 60).status()).isEqualTo(503);
      assertThat(service.rest().get("/actuator/health/readiness").status()).isEqualTo(503);
      assertThat(service.rest().get("/actuator/health/liveness").status()).isEqualTo(200);
      late.servers().restart();
      await().atMost(SOON).until(() -> service.rest().lock(venue, "C", "1", "u1", 60).status() == 200);
      await().atMost(SOON).until(() -> service.rest().get("/actuator/health/readiness").status() == 200);
      await().atMost(SOON).until(() -> late.outboxLength() == 0);
    }
  }

  private static RunningService startWithout(RealRedis late, KafkaProcess kafka) {
    late.servers().kill();
    return RunningService.start(late.servers(), kafka.bootstrapServers(), TIMEOUT);
  }

  private static boolean isUnavailable(Call call) {
    return call.answer().status() == 503;
  }

  private Answer readiness() {
    return deployment.rest().get("/actuator/health/readiness");
  }

  private Answer liveness() {
    return deployment.rest().get("/actuator/health/liveness");
  }
}
