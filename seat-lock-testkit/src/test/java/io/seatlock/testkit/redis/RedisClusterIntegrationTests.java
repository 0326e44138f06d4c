package io.seatlock.testkit.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.seatlock.embedded.LoopbackPorts;
import io.seatlock.embedded.RedisProcess;
import io.seatlock.embedded.RunningProcess;
import io.seatlock.testkit.Await;
import io.seatlock.testkit.LongRunning;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@LongRunning
class RedisClusterIntegrationTests {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private static RedisCluster cluster;

  @BeforeAll
  static void start() {
    cluster = RedisCluster.start(
        RedisClusterSettings.of(3, TestedRedis.temporary().withLines("maxmemory 64mb"))
            .withReplicas());
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void everySlotIsServedByExactlyOneOfThePrimaries() {
    assertThat(cluster.nodes()).hasSize(6);
    await().atMost(PATIENCE).untilAsserted(() -> {
      assertThat(cluster.primaries()).hasSize(3);
      List<RedisClusterNode> selves = cluster.nodes().stream().flatMap(node -> RedisCluster.self(node).stream())
          .toList();
      assertThat(IntStream.range(0, RedisCluster.SLOTS))
          .allMatch(
              slot -> selves.stream().filter(self -> RedisCluster.isPrimary(self) && self.hasSlot(slot)).count() == 1);
    });
    assertThat(cluster.awaitPrimaryOf("{p0}:some \"key\"")).isEqualTo(cluster.awaitPrimaryOf("p0"));
  }

  @Test
  void givenLinesAndShortNodeTimeoutAreInForce() {
    int port = cluster.nodes().getLast().port();
    assertThat(RedisCall.ask(port, "CONFIG", "GET", "maxmemory")).contains("67108864");
    assertThat(RedisCall.ask(port, "CONFIG", "GET", "cluster-node-timeout")).contains("1500");
  }

  @Test
  void killedPrimaryIsReplacedByItsReplicaAndComesBackAsReplica() {
    RedisProcess primary = cluster.awaitPrimaryOf("seat");
    RedisProcess replica = await().atMost(PATIENCE).until(() -> cluster.replicaOf(primary), Optional::isPresent)
        .orElseThrow();
    RedisCall.on(primary.port(), redis -> redis.set("seat", "taken"));
    assertThat(Await.until(PATIENCE, () -> "taken".equals(get(replica)))).isTrue();

    primary.kill();
    assertThat(Await.until(PATIENCE, () -> cluster.primaryOf("seat").filter(replica::equals).isPresent())).isTrue();
    assertThat(get(replica)).isEqualTo("taken");

    primary.restart();
    cluster.awaitReady();
    await().atMost(PATIENCE).untilAsserted(() -> {
      assertThat(cluster.replicaOf(replica)).contains(primary);
      assertThat(cluster.primaries()).hasSize(3).contains(replica).doesNotContain(primary);
    });
  }

  @Test
  void onePrimaryServesAllSlotsAndNothingIsLeftOfItAfterClose() {
    RedisCluster small = RedisCluster.start(RedisClusterSettings.of(1, TestedRedis.temporary()));
    RedisProcess node = small.nodes().getFirst();
    for (int slot : new int[] {0, RedisCluster.SLOTS - 1}) {
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(small.primaryOf(slot)).contains(node));
    }
    assertThat(small.replicaOf(node)).isEmpty();
    RunningProcess process = new RunningProcess(node.pid());
    node.pause();
    small.close();
    small.close();
    assertThat(process.isAlive()).isFalse();
    assertThat(LoopbackPorts.isFree(node.port())).isTrue();
    assertThat(node.directory()).doesNotExist();
  }

  @Test
  void unknownSettingIsReported() {
    RedisClusterSettings settings = RedisClusterSettings.of(3,
        TestedRedis.temporary().withLines("no-such-setting yes"));
    assertThatThrownBy(() -> RedisCluster.start(settings)).hasMessageContaining("no-such-setting");
  }

  /** A replica of a cluster answers reads only after READONLY. */
  private static @Nullable String get(RedisProcess redis) {
    return RedisCall.on(redis.port(), commands -> {
      commands.readOnly();
      return commands.get("seat");
    });
  }
}
