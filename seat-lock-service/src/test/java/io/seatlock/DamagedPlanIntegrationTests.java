package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.plans.ExamplePlans;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A venue whose seats are known, but whose document can't be read. */
@ExtendWith(SharedDeployment.class)
class DamagedPlanIntegrationTests {

  private final Deployment deployment;

  private final Rest rest;

  private final String venue = Deployment.newVenue();

  DamagedPlanIntegrationTests(Deployment deployment) {
    this.deployment = deployment;
    this.rest = deployment.rest();
  }

  /** As if it had been put, but for the document; with an etag that no instance knows. */
  @BeforeEach
  void damage() {
    damage("damaged" + System.nanoTime() + ".1");
  }

  private void damage(String generation) {
    var redis = deployment.redis();
    String rest = venue + ":" + generation;
    redis.commands().hset(redis.key(venue, "seat-plan-seats:" + rest), Map.of("A_1", "0", "A_2", "1"));
    redis.commands().hset(redis.key(venue, "seat-plan-document:" + rest), "0", "no Base64");
    redis.commands().hset(redis.key(venue, "seat-plan:" + venue),
        Map.of("current", generation, "seats", "2", "pieces", "1"));
  }

  @Test
  void locksWorkAndTheScriptKnowsTheSeats() {
    assertThat(rest.lock(venue, "A", "1", "ann", 120).status()).isEqualTo(200);
    assertThat(rest.lock(venue, "A", "3", "ann", 120).code()).isEqualTo("SEAT_UNKNOWN");
    Answer plan = rest.send("GET", "/venues/" + venue + "/plan", null);
    assertThat(plan.status()).isEqualTo(503);
    assertThat(plan.code()).isEqualTo("SEAT_DAMAGED");
    assertThat(plan.get("detail")).contains("stores the plan again");
  }

  @Test
  void generationThatWasWrittenByHandIsDamageToo() {
    damage("by-hand");

    assertThat(rest.lock(venue, "A", "1", "ann", 120).status()).isEqualTo(200);
    assertThat(rest.send("GET", "/venues/" + venue + "/plan", null).code()).isEqualTo("SEAT_DAMAGED");
  }

  @Test
  void requestsOverKafkaAreAnsweredAndThoseOfOtherVenuesToo() {
    String other = Deployment.newVenue();
    rest.send("PUT", "/venues/" + other + "/plan", new String(ExamplePlans.hall(1, 2), StandardCharsets.UTF_8));

    deployment.kafka().sendTogether("seat.lock.requested", venue, request(venue, "A", "1"), request(other, "1", "1"),
        request(venue, "A", "2"), request(venue, "A", "3"), request(other, "1", "2"));

    await().atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(deployment.events(venue)).extracting(DamagedPlanIntegrationTests::change)
            .containsExactlyInAnyOrder("locked 1", "locked 2", "lock.rejected 3SEAT_UNKNOWN"));
    assertThat(deployment.events(other)).extracting(DamagedPlanIntegrationTests::change)
        .containsExactlyInAnyOrder("locked 1", "locked 2");
  }

  private static String request(String venue, String row, String seat) {
    return Rest.json("venueId", venue, "row", row, "seat", seat, "userId", "ann");
  }

  private static String change(Event event) {
    return event.what() + " " + event.get("seat") + event.get("code");
  }
}
