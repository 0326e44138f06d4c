package io.seatlock.topics;

import io.seatlock.kafka.LazyAdmin;
import io.seatlock.kafka.RootCause;
import io.seatlock.requests.RequestReaders;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Reports in health whether Kafka answers, whether the topics exist and whether requests are read. Never DOWN: without
 * Kafka seats are still locked, and events wait in the outbox.
 */
@Component("kafkaHealthIndicator")
final class KafkaHealth implements HealthIndicator {

  /** REST works; events or requests wait. */
  static final Status DEGRADED = new Status("DEGRADED", "REST works; events or requests over Kafka wait");

  private static final int TIMEOUT_MS = 1000;

  private final LazyAdmin admin;

  private final Topics topics;

  private final RequestReaders readers;

  KafkaHealth(LazyAdmin admin, Topics topics, RequestReaders readers) {
    this.admin = admin;
    this.topics = topics;
    this.readers = readers;
  }

  @Override
  public Health health() {
    Health.Builder health = Health.up();
    addCluster(health);
    addProblems(health, "topics", topics.missing());
    addProblems(health, "requests", readers.problems());
    return health.build();
  }

  private void addCluster(Health.Builder health) {
    Admin client = admin.ifCreated();
    if (client == null) {
      health.status(DEGRADED).withDetail("error", "Kafka has not been reached yet. " + topics.lastFailure());
      return;
    }
    try {
      health.withDetail("clusterId", client.describeCluster(new DescribeClusterOptions().timeoutMs(TIMEOUT_MS))
          .clusterId().get(TIMEOUT_MS, TimeUnit.MILLISECONDS));
    } catch (Exception e) {
      health.status(DEGRADED).withDetail("error", RootCause.of(e));
    }
  }

  private static void addProblems(Health.Builder health, String name, Map<String, String> problems) {
    if (!problems.isEmpty()) {
      health.status(DEGRADED).withDetail(name, problems);
    }
  }
}
