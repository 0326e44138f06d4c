package io.seatlock.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedisClusterIntegrationTests {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static RedisCluster cluster;

  @BeforeAll
  static void start() {
    cluster = RedisCluster.start(
        RedisClusterSettings.of(3, TestRedis.temporary().withLines("maxmemory 64mb"))
            .withReplicas()
            .withNodeTimeout(Duration.ofMillis(1345)));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void everySlotIsServedByExactlyOneOfThePrimaries() {
    assertThat(cluster.nodes()).hasSize(6);
    assertThat(cluster.primaries()).hasSize(3);
    List<ClusterSelf> selves = cluster.nodes().stream().map(node -> ClusterSelf.of(node.port()).orElseThrow()).toList();
    assertThat(IntStream.range(0, RedisCluster.SLOTS))
        .allMatch(slot -> selves.stream().filter(self -> self.serves(slot)).count() == 1);
    assertThat(cluster.primaryOf("{p0}:some \"key\"")).isEqualTo(cluster.primaryOf("p0")).isPresent();
  }

  @Test
  void givenLinesAndNodeTimeoutAreInForce() {
    int port = cluster.nodes().getLast().port();
    assertThat(RedisQuestion.ask(port, "CONFIG GET maxmemory")).contains("67108864");
    assertThat(RedisQuestion.ask(port, "CONFIG GET cluster-node-timeout")).contains("1345");
  }

  @Test
  void killedPrimaryIsReplacedByItsReplicaAndComesBackAsOne() {
    RedisProcess primary = cluster.primaryOf("seat").orElseThrow();
    RedisProcess replica = cluster.replicaOf(primary).orElseThrow();
    assertThat(RedisQuestion.ask(primary.port(), "SET seat taken")).startsWith("+OK");
    assertThat(Waiting.until(PATIENCE, () -> get(replica).contains("taken"))).isTrue();

    primary.kill();
    assertThat(Waiting.until(PATIENCE, () -> cluster.primaryOf("seat").filter(replica::equals).isPresent())).isTrue();
    assertThat(get(replica)).contains("taken");

    primary.restart();
    cluster.awaitReady();
    assertThat(cluster.replicaOf(replica)).contains(primary);
    assertThat(cluster.primaries()).hasSize(3).contains(replica).doesNotContain(primary);
  }

  @Test
  void onePrimaryServesAllSlotsAndNothingIsLeftOfItAfterClose() {
    RedisCluster small = RedisCluster.start(RedisClusterSettings.of(1, TestRedis.temporary()));
    RedisProcess node = small.nodes().getFirst();
    assertThat(small.primaryOf(0)).isEqualTo(small.primaryOf(RedisCluster.SLOTS - 1)).contains(node);
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
  void impossibleSettingIsReported() {
    RedisClusterSettings settings = RedisClusterSettings.of(3, TestRedis.temporary().withLines("no-such-setting yes"));
    assertThatThrownBy(() -> RedisCluster.start(settings)).hasMessageContaining("no-such-setting");
  }

  /** A replica answers reads of a connection that asks for it. */
  private static String get(RedisProcess redis) {
    return RedisQuestion.ask(redis.port(), "READONLY\r\nGET seat");
  }
}
