package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.testkit.LongRunning;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever stops the application context and starts it again gets the same service as before. */
@LongRunning
@OwnServers
class ContextRestartIntegrationTests {

  /** Generous, since the machine may be busy. */
  private static final Duration SOON = Duration.ofSeconds(90);

  private final Deployment deployment = new Deployment();

  private final Rest rest = deployment.service().rest();

  private final String venue = Deployment.newVenue();

  @AfterEach
  void stop() {
    deployment.close();
  }

  @Test
  void everyPartWorksAgainAfterStopAndStart() {
    assertEveryPartWorks("first");
    for (String round : new String[] {"second", "third"}) {
      deployment.service().restart();
      assertEveryPartWorks(round);
    }
  }

  /** Locks by REST and over Kafka, the sweep, the relay, and what health says of them. */
  private void assertEveryPartWorks(String round) {
    assertThat(rest.lock(venue, round, "rest", "ann", 1).status()).isEqualTo(200);
    deployment.kafka().send("seat.lock.requested", venue + ":" + round + ":kafka",
        Rest.json("venueId", venue, "row", round, "seat", "kafka", "userId", "bob", "timeoutSeconds", 60));

    for (String what : new String[] {"locked rest", "unlocked rest", "locked kafka"}) {
      String[] event = what.split(" ");
      await(round + ": " + what).atMost(SOON).until(() -> isAnnounced(event[0], venue + ":" + round + ":" + event[1]));
    }
    await(round + ": health").atMost(SOON).until(() -> rest.get("/actuator/health").get("status").equals("UP"));
    assertThat(rest.get("/actuator/health/readiness").status()).isEqualTo(200);
  }

  private boolean isAnnounced(String what, String key) {
    return deployment.kafka().events(venue).stream()
        .anyMatch(event -> event.what().startsWith(what) && key.equals(event.key()));
  }
}
