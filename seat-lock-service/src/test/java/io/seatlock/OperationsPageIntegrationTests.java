package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.testkit.AnyRedis;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The metrics on docs/operations.md are those that a running service has, and no others are its own. */
@AnyRedis
@ExtendWith(SharedDeployment.class)
class OperationsPageIntegrationTests {

  private static final String NAME = "((?:seat_lock|http_server|kafka_consumer)_\\w+)";

  private final Deployment deployment;

  OperationsPageIntegrationTests(Deployment deployment) {
    this.deployment = deployment;
  }

  @Test
  void metricsAreThoseOfTheService() {
    String venue = Deployment.newVenue();
    String lockId = deployment.rest().lock(venue, "A", "1", "u1", 60).get("lockId");
    assertThat(deployment.rest().lock(venue, "A", "1", "u2", 60).status()).isEqualTo(409);
    deployment.rest().unlock(venue, "A", "1", lockId);
    deployment.rest().lock(venue, "A", "2", "u1", 1);
    deployment.historyWhenAllIsOver(venue);
    Set<String> named = OperationsPage.found("`" + NAME, OperationsPage.text());
    assertThat(named).hasSizeGreaterThan(10);

    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(metrics()).containsAll(named));

    Set<String> own = new TreeSet<>(metrics());
    own.removeIf(name -> !name.startsWith("seat_lock_"));
    assertThat(withoutPart(own))
        .isEqualTo(withoutPart(OperationsPage.found("`(seat_lock_\\w+)", OperationsPage.text())));
  }

  private Set<String> metrics() {
    Set<String> metrics = new TreeSet<>();
    deployment.services().forEach(service -> metrics.addAll(
        OperationsPage.found("(?m)^" + NAME, service.rest().get("/actuator/prometheus").text())));
    return metrics;
  }

  private static Set<String> withoutPart(Set<String> names) {
    Set<String> metrics = new TreeSet<>();
    names.forEach(name -> metrics.add(name.replaceAll("_(bucket|count|sum|max)$", "")));
    return metrics;
  }
}
