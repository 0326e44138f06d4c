package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.store.LogLines;
import io.seatlock.testkit.LongRunning;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Row 33: Redis has lost the seats. Nothing is granted until an operator has confirmed it. */
@LongRunning
@OwnServers
class EmptiedStoreIntegrationTests {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final String venue = Deployment.newVenue();

  private Deployment deployment;

  @BeforeEach
  void sellASeat() {
    deployment = new Deployment(RealRedis.start(), "spring.data.redis.timeout=1s");
    // Its first look at the store may have timed out on a busy machine; until the next one every call is refused.
    await().atMost(SOON).until(() -> deployment.rest().lock(venue, "A", "1", "ann", 600).status() == 200);
    await().atMost(SOON).until(() -> sell("ann").status() == 200);
    deployment.awaitEmptyOutbox();
  }

  @AfterEach
  void stop() {
    deployment.close();
  }

  @Test
  void soldSeatIsNotSoldAgainAfterAFlush() {
    try (LogLines log = deployment.log("io.seatlock")) {
      deployment.redis().commands().flushall();

      assertNothingIsGranted();
      await().atMost(SOON).until(() -> readiness().status() == 503);
      awaitHealth("\"status\":\"DOWN\"", "lost its seats", "confirm-store");
      await().atMost(SOON).untilAsserted(() -> assertThat(errors(log)).isNotEmpty());
      assertNothingIsGranted();
      assertThat(errors(log)).hasSize(deployment.services().size())
          .allSatisfy(line -> assertThat(line).contains("lost its seats", "confirm-store"));
      assertThat(deployment.redis().commands().keys("*seats:*")).isEmpty();
    }
  }

  /** Epochs and the ids of Kafka clusters differ each time. */
  private static String withoutChance(String text) {
    return text.replaceAll("\\d{13}-[0-9a-f]{8}", "<epoch>").replaceAll("cluster [\\w-]{22}\\.", "<cluster>");
  }

  private static List<String> errors(LogLines log) {
    return log.lines().stream().filter(line -> line.startsWith("ERROR")).toList();
  }

  @Test
  void requestsOverKafkaWaitUntilItIsConfirmed() {
    deployment.redis().commands().flushall();
    assertNothingIsGranted();
    deployment.kafka().send("seat.lock.requested", venue,
        Rest.json("venueId", venue, "row", "A", "seat", "2", "userId", "bob", "timeoutSeconds", 600));
    assertNothingIsGranted();
    assertThat(deployment.events(venue)).extracting(Event::what).containsExactlyInAnyOrder("locked", "finalized");

    assertThat(confirm()).satisfies(run -> {
      assertThat(run.exitCode()).as(run.out()).isZero();
      assertThat(run.out().lines()).hasSize(2).allSatisfy(line -> assertThat(withoutChance(OperationsPage.text()))
          .contains(withoutChance(line)));
    });

    await().atMost(SOON).until(() -> deployment.rest().lock(venue, "A", "1", "bob", 600).status() == 200);
    await().atMost(SOON).until(() -> readiness().status() == 200);
    deployment.kafka().awaitRequestsServed();
    assertThat(new History(deployment.events(venue)).of(venue, "A", "2")).containsExactly("locked");
    assertThat(confirm()).isEqualTo(
        new Run(0, "The store in Redis matches the state recorded in Kafka. There is nothing to confirm.\n"));
  }

  @Test
  void restartedServiceRemembersByKafka() {
    deployment.stopService();
    deployment.redis().commands().flushall();

    deployment.startService();

    assertNothingIsGranted();
    awaitHealth("lost its seats");
    assertThat(confirm().exitCode()).isZero();
    await().atMost(SOON).until(() -> deployment.rest().lock(venue, "A", "1", "bob", 600).status() == 200);
  }

  @Test
  void dryRunOnlyTells() {
    deployment.redis().commands().flushall();
    assertNothingIsGranted();

    assertThat(confirm("--dry-run")).satisfies(run -> {
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out()).contains("lost its seats").doesNotContain("Confirmed");
    });
    assertNothingIsGranted();
  }

  /** Each answer is a refusal. On a busy machine Redis may be late, so its reason may be another one at first. */
  private void assertNothingIsGranted() {
    for (RunningService service : deployment.services()) {
      Rest rest = service.rest();
      for (Supplier<Answer> call : List.<Supplier<Answer>>of(() -> rest.lock(venue, "A", "1", "bob", 600),
          () -> rest.lock(venue, "A", "9", "bob", 600), () -> rest.status(venue, "A", "1"),
          () -> rest.unlock(venue, "A", "1", "x"))) {
        await().atMost(SOON).until(() -> refused(call), answer -> answer.get("detail").contains("operator"));
      }
    }
  }

  private static Answer refused(Supplier<Answer> call) {
    Answer answer = call.get();
    assertThat(answer.status()).as(answer.text()).isEqualTo(503);
    assertThat(answer.code()).isEqualTo("UNAVAILABLE");
    assertThat(answer.retryAfter()).isPositive();
    return answer;
  }

  private Run confirm(String... flags) {
    return Stores.confirm(deployment.redis(), deployment.kafkaProcess(), flags);
  }

  private Answer sell(String user) {
    return deployment.rest().post("/seats/finalize",
        Rest.json("venueId", venue, "row", "A", "seat", "1", "userId", user));
  }

  private Answer readiness() {
    return deployment.rest().get("/actuator/health/readiness");
  }

  private void awaitHealth(String... parts) {
    await().atMost(SOON)
        .untilAsserted(() -> assertThat(deployment.rest().get("/actuator/health").text()).contains(parts));
  }
}
