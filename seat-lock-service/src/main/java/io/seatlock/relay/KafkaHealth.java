package io.seatlock.relay;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** Shows whether Kafka answers. Without it seats are locked as ever and events wait, so it is never DOWN. */
final class KafkaHealth implements HealthIndicator, DisposableBean {

  /** Works, but events wait. */
  static final Status DEGRADED = new Status("DEGRADED", "Kafka is out of reach; events wait in the outbox");

  private static final int PATIENCE_MS = 1000;

  private final Admin admin;

  KafkaHealth(Map<String, Object> settings) {
    this.admin = Admin.create(settings);
  }

  @Override
  public Health health() {
    try {
      String id = admin.describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MS)).clusterId()
          .get(PATIENCE_MS, TimeUnit.MILLISECONDS);
      return Health.up().withDetail("clusterId", id).build();
    } catch (Exception e) {
      return Health.status(DEGRADED).withDetail("error", String.valueOf(e)).build();
    }
  }

  @Override
  public void destroy() {
    admin.close(java.time.Duration.ZERO);
  }
}
