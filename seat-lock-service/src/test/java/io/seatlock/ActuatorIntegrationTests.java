package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an operator sees while all is well; the outages' tests look at the rest. */
@ExtendWith(SharedDeployment.class)
class ActuatorIntegrationTests {

  private static final Duration SOON = Duration.ofSeconds(30);

  private static final Duration LATER = Duration.ofMinutes(2);

  private static final String UNLOCKS = "seat_lock_unlocks_total{reason=\"manual\"}";

  private final Deployment deployment;

  private final Rest rest;

  private final String venue = Deployment.newVenue();

  ActuatorIntegrationTests(Deployment deployment) {
    this.deployment = deployment;
    this.rest = deployment.rest();
  }

  @Test
  void healthIsUpWithRedisAndKafka() {
    // On a busy machine Kafka may take longer than the second that it has.
    await().atMost(SOON).untilAsserted(() -> {
      Answer health = rest.get("/actuator/health");

      assertThat(health.status()).isEqualTo(200);
      assertThat(health.get("status")).isEqualTo("UP");
      assertThat(health.json().at("/components/redis/status").asString()).isEqualTo("UP");
      assertThat(health.json().at("/components/kafka/status").asString()).isEqualTo("UP");
    });
    assertThat(rest.get("/actuator/health/liveness").status()).isEqualTo(200);
    await().atMost(SOON).until(() -> rest.get("/actuator/health/readiness").status() == 200);
  }

  @Test
  void metersCountWhatHappened() {
    // Other tests leave locks in the shared deployment, whose ends are counted, too.
    await().atMost(LATER).until(() -> deployment.redis().locksEndingWithin(Duration.ofSeconds(20)) == 0);
    Map<String, Double> before = metersWhenAllIsCounted();
    String lockId = rest.lock(venue, "A", "1", "u1", 60).get("lockId");
    rest.lock(venue, "A", "1", "u1", 60);
    rest.lock(venue, "A", "1", "u2", 60);
    rest.lock(venue, "A", "1", "u3", 60);
    rest.unlock(venue, "A", "1", lockId);
    rest.lock(venue, "A", "1", "u1", 1);
    deployment.historyWhenAllIsOver(venue);
    Map<String, Double> after = await().atMost(SOON).until(this::meters,
        now -> rise(before, now, "seat_lock_expiry_lateness_seconds_count") > 0);

    assertRise(before, after, "seat_lock_grants_total", 2);
    assertRise(before, after, "seat_lock_refusals_total{code=\"SEAT_LOCKED\"}", 2);
    assertRise(before, after, UNLOCKS, 1);
    assertRise(before, after, "seat_lock_unlocks_total{reason=\"expired\"}", 1);
    assertRise(before, after, "seat_lock_expiry_lateness_seconds_count", 1);
    assertRise(before, after, "seat_lock_expiry_lateness_seconds_bucket{le=\"+Inf\"}", 1);
    assertThat(after.get("seat_lock_expiry_lateness_seconds_sum")).isNotNegative();
    assertThat(after.get("seat_lock_batch_size_count")).isGreaterThan(before.get("seat_lock_batch_size_count"));
    assertThat(after.get("seat_lock_script_time_seconds_sum")).isPositive();
    assertThat(after).containsKeys("seat_lock_outbox_length{partition=\"0\"}",
        "seat_lock_outbox_oldest_age_seconds{partition=\"0\"}");
  }

  /** The relay counts events in their order, and each one a moment after it has left the outbox. */
  private Map<String, Double> metersWhenAllIsCounted() {
    deployment.awaitEmptyOutbox();
    Map<String, Double> known = meters();
    String last = Deployment.newVenue();
    rest.unlock(last, "A", "1", rest.lock(last, "A", "1", "u1", 60).get("lockId"));
    return await().atMost(SOON).until(this::meters, now -> rise(known, now, UNLOCKS) > 0);
  }

  private static void assertRise(Map<String, Double> before, Map<String, Double> after, String meter, double rise) {
    assertThat(after).containsKey(meter);
    assertThat(rise(before, after, meter)).as(meter).isEqualTo(rise);
  }

  private static double rise(Map<String, Double> before, Map<String, Double> after, String meter) {
    return after.getOrDefault(meter, 0.0) - before.getOrDefault(meter, 0.0);
  }

  /** Of all instances together. */
  private Map<String, Double> meters() {
    return deployment.services().stream().flatMap(service -> meters(service.rest()))
        .collect(Collectors.toMap(line -> line.substring(0, line.lastIndexOf(' ')),
            line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)), Double::sum));
  }

  private static Stream<String> meters(Rest instance) {
    Answer answer = instance.get("/actuator/prometheus");
    assertThat(answer.status()).isEqualTo(200);
    return answer.text().lines().filter(line -> line.startsWith("seat_lock_"));
  }
}
