package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.embedded.RedisProcess;
import io.seatlock.store.RedisServers;
import io.seatlock.testkit.LongRunning;
import io.seatlock.testkit.redis.RedisCluster;
import io.seatlock.testkit.redis.RedisClusterSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** Row 33 on a Cluster: one primary comes back without its data. Only its venues are refused. */
@LongRunning
@OwnServers
class EmptiedPrimaryIntegrationTests {

  private static final Duration SOON = Duration.ofSeconds(60);

  private RedisCluster cluster;

  private Deployment deployment;

  @BeforeAll
  void start() {
    cluster = RedisCluster.start(RedisClusterSettings.of(3, RedisServers.settings()));
    deployment = new Deployment(RealRedis.of(cluster), "spring.data.redis.timeout=1s");
  }

  @AfterAll
  void stop() {
    deployment.close();
  }

  @Test
  void onlyItsVenuesAreRefusedUntilTheyAreConfirmed() throws IOException {
    RedisProcess lost = cluster.nodes().getFirst();
    Map<String, Boolean> isLost = new HashMap<>();
    for (int i = 0; i < 40; i++) {
      String venue = Deployment.newVenue();
      isLost.put(venue, cluster.awaitPrimaryOf(deployment.redis().seats(venue)) == lost);
      await().atMost(SOON).until(() -> lock(venue, "1", "ann").status() == 200);
    }
    assertThat(isLost.values()).contains(true, false);

    lost.kill();
    for (String name : List.of("appendonlydir", "appendonly.aof", "dump.rdb")) {
      FileSystemUtils.deleteRecursively(lost.directory().resolve(name));
    }
    lost.restart();
    cluster.awaitReady();

    isLost.forEach((venue, refused) -> await().atMost(SOON).untilAsserted(() -> {
      Answer answer = lock(venue, "1", "bob");
      assertThat(answer.status()).as(answer.text()).isEqualTo(refused ? 503 : 409);
      assertThat(answer.get("detail").contains("operator")).isEqualTo(refused);
    }));
    await().atMost(SOON)
        .untilAsserted(() -> assertThat(health()).contains("lost its seats", "partitions ", "DEGRADED"));
    await().atMost(SOON).until(() -> deployment.rest().get("/actuator/health/readiness").status() == 200);

    Run run = Stores.confirm(deployment.redis(), deployment.kafkaProcess());
    assertThat(run.exitCode()).as(run.out()).isZero();
    isLost.forEach((venue, emptied) -> await().atMost(SOON)
        .until(() -> lock(venue, "1", "bob").status() == (emptied ? 200 : 409)));
    await().atMost(SOON).until(() -> !health().contains("lost its seats"));
  }

  private Answer lock(String venue, String seat, String user) {
    return deployment.rest().lock(venue, "A", seat, user, 600);
  }

  private String health() {
    return deployment.rest().get("/actuator/health").text();
  }
}
