package io.seatlock.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RedisClusterIntegrationTests {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void everySlotIsServedByExactlyOneOfThePrimaries() {
    try (RedisCluster cluster = RedisCluster.start(RedisClusterSettings.of(3, TestRedis.temporary()))) {
      assertThat(cluster.nodes()).hasSize(3);
      assertThat(cluster.primaries()).isEqualTo(cluster.nodes());
      List<ClusterSelf> selves = cluster.nodes().stream().map(node -> ClusterSelf.of(node.port()).orElseThrow())
          .toList();
      assertThat(IntStream.range(0, RedisCluster.SLOTS))
          .allMatch(slot -> selves.stream().filter(self -> self.serves(slot)).count() == 1);
      assertThat(cluster.primaryOf(0)).contains(cluster.nodes().getFirst());
      assertThat(cluster.primaryOf("{p0}:some \"key\"")).isEqualTo(cluster.primaryOf("p0")).isPresent();
      assertThat(cluster.replicaOf(cluster.nodes().getFirst())).isEmpty();
    }
  }

  @Test
  void onePrimaryServesAllSlots() {
    try (RedisCluster cluster = RedisCluster.start(RedisClusterSettings.of(1, TestRedis.temporary()))) {
      assertThat(cluster.primaryOf(0)).isEqualTo(cluster.primaryOf(RedisCluster.SLOTS - 1)).isPresent();
    }
  }

  @Test
  void killedPrimaryIsReplacedByItsReplicaAndComesBackAsOne() {
    RedisClusterSettings settings = RedisClusterSettings.of(3, TestRedis.temporary()).withReplicas();
    try (RedisCluster cluster = RedisCluster.start(settings)) {
      RedisProcess primary = cluster.primaryOf("seat").orElseThrow();
      RedisProcess replica = cluster.replicaOf(primary).orElseThrow();
      assertThat(RedisQuestion.ask(primary.port(), "SET seat taken")).startsWith("+OK");
      assertThat(RedisQuestion.ask(primary.port(), "WAIT 1 20000")).startsWith(":1");

      primary.kill();
      assertThat(Waiting.until(PATIENCE, () -> cluster.primaryOf("seat").filter(replica::equals).isPresent())).isTrue();
      assertThat(Waiting.until(PATIENCE, () -> get(replica).contains("taken"))).isTrue();

      primary.restart();
      cluster.awaitReady();
      assertThat(cluster.replicaOf(replica)).contains(primary);
      assertThat(cluster.primaries()).hasSize(3).contains(replica).doesNotContain(primary);
    }
  }

  @Test
  void nothingIsLeftAfterClose() {
    RedisClusterSettings settings = RedisClusterSettings.of(3, TestRedis.temporary());
    RedisCluster cluster = RedisCluster.start(settings);
    List<RunningProcess> processes = cluster.nodes().stream().map(node -> new RunningProcess(node.pid())).toList();
    assertThat(processes).allMatch(RunningProcess::isAlive);
    cluster.nodes().getFirst().pause();
    cluster.nodes().getLast().kill();
    cluster.close();
    cluster.close();
    assertThat(processes).noneMatch(RunningProcess::isAlive);
    assertThat(cluster.nodes()).allMatch(node -> LoopbackPorts.isFree(node.port()));
    assertThat(cluster.nodes()).noneMatch(node -> node.directory().toFile().exists());
  }

  @Test
  void givenLinesAndNodeTimeoutAreInForce() {
    RedisClusterSettings settings = RedisClusterSettings.of(1, TestRedis.temporary().withLines("maxmemory 64mb"))
        .withNodeTimeout(Duration.ofMillis(2345));
    try (RedisCluster cluster = RedisCluster.start(settings)) {
      int port = cluster.nodes().getFirst().port();
      assertThat(RedisQuestion.ask(port, "CONFIG GET maxmemory")).contains("67108864");
      assertThat(RedisQuestion.ask(port, "CONFIG GET cluster-node-timeout")).contains("2345");
    }
  }

  @Test
  void impossibleSettingIsReported() {
    RedisClusterSettings settings = RedisClusterSettings.of(3, TestRedis.temporary().withLines("no-such-setting yes"));
    assertThatThrownBy(() -> RedisCluster.start(settings)).hasMessageContaining("no-such-setting");
  }

  private static String get(RedisProcess redis) {
    return RedisQuestion.ask(redis.port(), "GET seat");
  }
}
