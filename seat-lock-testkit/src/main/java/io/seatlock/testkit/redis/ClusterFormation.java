package io.seatlock.testkit.redis;

import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag;
import io.seatlock.embedded.RedisProcess;
import io.seatlock.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Forms a cluster of separate nodes with the commands that {@code redis-cli --cluster create} sends. The first
 * {@code primaries} nodes become primaries. The others become replicas: node {@code primaries + i} replicates node
 * {@code i}.
 */
record ClusterFormation(List<RedisProcess> nodes, int primaries) {

  /** From the last command until all nodes agree. A primary always waits 2 s before it serves. */
  private static final Duration AGREEMENT = Duration.ofSeconds(60);

  private static final Set<NodeFlag> NOT_READY = Set.of(NodeFlag.FAIL, NodeFlag.EVENTUAL_FAIL, NodeFlag.HANDSHAKE);

  void form() {
    for (int i = 0; i < nodes.size(); i++) {
      int number = i;
      RedisCall.on(nodes.get(i).port(), redis -> redis.clusterSetConfigEpoch(number + 1));
      if (i < primaries) {
        int[] slots = IntStream.range(RedisCluster.SLOTS * i / primaries, RedisCluster.SLOTS * (i + 1) / primaries)
            .toArray();
        RedisCall.on(nodes.get(i).port(), redis -> redis.clusterAddSlots(slots));
      }
    }
    introduce();
    for (int i = primaries; i < nodes.size(); i++) {
      replicate(nodes.get(i), nodes.get(i - primaries));
    }
    awaitAgreement();
  }

  /** Introduces every node to every other. Gossip would spread the addresses too, but would take seconds. */
  private void introduce() {
    for (RedisProcess node : nodes) {
      nodes.stream().filter(other -> node.port() < other.port())
          .forEach(other -> RedisCall.on(node.port(), redis -> redis.clusterMeet("127.0.0.1", other.port())));
    }
  }

  /** Repeated, because the command is refused until the replica knows its primary. */
  private static void replicate(RedisProcess replica, RedisProcess primary) {
    String id = RedisCall.on(primary.port(), RedisCommands::clusterMyId);
    Await.must("the node on port " + replica.port() + " replicates that on port " + primary.port(), AGREEMENT, () -> {
      RedisCall.on(replica.port(), redis -> redis.clusterReplicate(id));
      return true;
    });
  }

  void awaitAgreement() {
    for (RedisProcess node : nodes) {
      if (!Await.until(AGREEMENT, () -> isReady(node))) {
        throw new IllegalStateException("The cluster did not become ready. Its node on port %d says:%n%s%n%s".formatted(
            node.port(), RedisCall.onOr("nothing", node.port(), RedisCommands::clusterInfo),
            RedisCall.onOr("nothing", node.port(), RedisCommands::clusterNodes)));
      }
    }
  }

  private boolean isReady(RedisProcess node) {
    Map<String, String> cluster = RedisCall.fields(RedisCall.onOr("", node.port(), RedisCommands::clusterInfo));
    return "ok".equals(cluster.get("cluster_state"))
        && String.valueOf(RedisCluster.SLOTS).equals(cluster.get("cluster_slots_ok"))
        && String.valueOf(nodes.size()).equals(cluster.get("cluster_known_nodes"))
        && String.valueOf(primaries).equals(cluster.get("cluster_size"))
        && knowsAllReplicas(node)
        && isLinkUp(node);
  }

  private boolean knowsAllReplicas(RedisProcess node) {
    List<RedisClusterNode> known = RedisCluster.nodes(node);
    return known.stream().filter(other -> !RedisCluster.isPrimary(other)).count() == nodes.size() - primaries
        && known.stream().noneMatch(other -> NOT_READY.stream().anyMatch(other::is));
  }

  /** Whether a replica's link to its primary is up; a primary needs none. */
  private static boolean isLinkUp(RedisProcess node) {
    Map<String, String> replication = RedisCall.info(node.port(), "replication");
    return "master".equals(replication.get("role")) || "up".equals(replication.get("master_link_status"));
  }
}
