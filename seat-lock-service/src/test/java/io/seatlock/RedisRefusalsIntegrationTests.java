package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.api.sync.RedisCommands;
import io.seatlock.store.LogLines;
import io.seatlock.store.OnSingleRedis;
import io.seatlock.testkit.LongRunning;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A Redis that answers and refuses to serve, in each way that it knows: nothing is granted, every answer is 503 with
 * Retry-After, readiness is down even if nobody asks for a seat, the log has the server's own words once, and the service
 * serves again by itself.
 */
@LongRunning
@OwnServers
@OnSingleRedis("what it does to the server, a cluster does not allow or does otherwise")
class RedisRefusalsIntegrationTests {

  /** Generous, since the machine may be busy. A missing right is over only after 3 s without a failure. */
  private static final Duration SOON = Duration.ofSeconds(20);

  private static final int CALLS = 200;

  private Deployment deployment;

  private RedisCommands<String, String> redis;

  @BeforeAll
  void start() {
    deployment = new Deployment(RealRedis.start("lua-time-limit 100"));
    redis = deployment.redis().nodes().getFirst();
    String venue = Deployment.newVenue();
    deployment.kafka().send("seat.lock.requested", venue,
        Rest.json("venueId", venue, "row", "A", "seat", "1", "userId", "ann"));
    deployment.kafka().awaitRequestsServed();
  }

  @AfterAll
  void stop() {
    deployment.close();
  }

  @ParameterizedTest
  @MethodSource("io.seatlock.RedisFault#all")
  void nothingIsGrantedAndTheReasonIsToldOnce(RedisFault fault) {
    String venue = Deployment.newVenue();
    awaitServing(venue, "before");
    long granted;
    try (LogLines log = deployment.log("io.seatlock")) {
      try {
        fault.begin().accept(redis);

        if (fault.name().equals(RedisFault.NO_RIGHT_INSIDE)) {
          // Only those who ask for a seat write an event.
          assertThat(deployment.rest().lock(venue, "A", "0", "ann", 60).status()).isEqualTo(503);
        }
        await().atMost(SOON).until(() -> readiness() == 503);
        assertThat(deployment.rest().get("/actuator/health/liveness").status()).isEqualTo(200);
        await().atMost(SOON)
            .untilAsserted(() -> assertThat(reasons()).singleElement().asString().contains(fault.words()));
        List<Answer> answers = IntStream.range(0, CALLS)
            .mapToObj(i -> deployment.rest().lock(venue, "A", "" + i, "ann", 60)).toList();
        // Redis whose memory is full takes a change behind one that frees memory in the same call, as the relay's does.
        assertThat(answers).filteredOn(answer -> answer.status() == 200)
            .hasSizeLessThanOrEqualTo(fault.name().equals(RedisFault.FULL) ? CALLS / 20 : 0);
        assertThat(answers).filteredOn(answer -> answer.status() != 200)
            .allSatisfy(RedisRefusalsIntegrationTests::assertTellsToComeAgain);
        granted = answers.stream().filter(answer -> answer.status() == 200).count();
      } finally {
        fault.end().accept(redis);
      }
      awaitServing(venue, "after");
      assertThat(redis.hkeys("seats:" + venue)).contains("Z_before", "Z_after").hasSize((int) granted + 2);
      await().atMost(SOON).until(() -> lines(log, "INFO No longer so:", fault.words()).count() == 1);

      // On a busy machine Kafka may be slow for a second, which has lines of its own.
      assertThat(log.lines()).filteredOn(line -> line.startsWith("WARN") || line.startsWith("ERROR"))
          .filteredOn(line -> !line.startsWith("WARN Kafka has not acknowledged events")
              && !(line.startsWith("WARN Requests from") && line.contains("can't be read")))
          .singleElement().asString().contains(fault.words());
    }
  }

  private static void assertTellsToComeAgain(Answer answer) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.code()).isEqualTo("UNAVAILABLE");
    assertThat(answer.get("retryable")).isEqualTo("true");
    assertThat(answer.retryAfter()).isPositive();
  }

  private void awaitServing(String venue, String seat) {
    await().atMost(SOON).until(() -> deployment.rest().lock(venue, "Z", seat, "ann", 60).status() == 200);
    await().atMost(SOON).until(() -> readiness() == 200);
  }

  private static Stream<String> lines(LogLines log, String beginning, String words) {
    return log.lines().stream().filter(line -> line.startsWith(beginning) && line.contains(words));
  }

  private int readiness() {
    return deployment.rest().get("/actuator/health/readiness").status();
  }

  private List<String> reasons() {
    return deployment.rest().get("/actuator/health").json().at("/components/seatStore/details/reasons")
        .valueStream().map(reason -> reason.asString()).toList();
  }
}
