package io.seatlock.testkit.redis;

import static org.awaitility.Awaitility.await;

import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.models.partitions.ClusterPartitionParser;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag;
import io.seatlock.embedded.LoopbackPorts;
import io.seatlock.embedded.RedisProcess;
import io.seatlock.embedded.RedisSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A real Redis Cluster on 127.0.0.1. Roles change when a primary is lost, so every method asks the nodes again; a node
 * that hangs delays the result by a second.
 */
public final class RedisCluster implements AutoCloseable {

  public static final int SLOTS = 16_384;

  /** Enough for a fail-over on a busy machine. */
  private static final Duration PRIMARY = Duration.ofSeconds(60);

  private final List<RedisProcess> nodes = new ArrayList<>();

  private final ClusterFormation formation;

  /** Node ids by port; a node keeps its id when it restarts. */
  private final Map<Integer, String> ids = new HashMap<>();

  private RedisCluster(RedisClusterSettings settings) {
    formation = new ClusterFormation(nodes, settings.primaries);
    try {
      int count = settings.primaries * (settings.replicas ? 2 : 1);
      for (int i = 0; i < count; i++) {
        nodes.add(RedisProcess.start(node(settings)));
      }
      formation.form();
      nodes.forEach(node -> ids.put(node.port(), RedisCall.on(node.port(), RedisCommands::clusterMyId)));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static RedisSettings node(RedisClusterSettings settings) {
    return settings.node.temporarily()
        .withPort(LoopbackPorts.freeForCluster())
        .withDefaultLines(
            "cluster-enabled yes",
            "cluster-node-timeout " + RedisClusterSettings.NODE_TIMEOUT.toMillis(),
            // Otherwise a replica's data would count as too old for a fail-over when the machine is busy.
            "cluster-replica-validity-factor 0",
            "repl-diskless-sync-delay 0");
  }

  /**
   * Starts a cluster. Returns when every node serves and knows all others, and every replica has its primary's data.
   *
   * @throws IllegalStateException if the cluster does not start; the message says why
   */
  public static RedisCluster start(RedisClusterSettings settings) {
    return new RedisCluster(settings);
  }

  /** All nodes, including those that do not run now; the initial primaries come first. */
  public List<RedisProcess> nodes() {
    return List.copyOf(nodes);
  }

  /** The nodes that serve slots now. */
  public List<RedisProcess> primaries() {
    return nodes.stream()
        .filter(
            node -> self(node).filter(RedisCluster::isPrimary).filter(self -> !self.getSlots().isEmpty()).isPresent())
        .toList();
  }

  /** The primary that serves the slot now; empty while there is none. */
  public Optional<RedisProcess> primaryOf(int slot) {
    Map<RedisProcess, Long> epochs = new HashMap<>();
    for (RedisProcess node : nodes) {
      self(node).filter(RedisCluster::isPrimary).filter(self -> self.hasSlot(slot))
          .ifPresent(self -> epochs.put(node, self.getConfigEpoch()));
    }
    return epochs.entrySet().stream().max(Map.Entry.comparingByValue(Comparator.naturalOrder())).map(Map.Entry::getKey);
  }

  /** As {@link #primaryOf(int)}, for the slot of a key. */
  public Optional<RedisProcess> primaryOf(String key) {
    return primaryOf(SlotHash.getSlot(key));
  }

  /**
   * As {@link #primaryOf(String)}, but asks again while there is none, or while a busy one does not answer within a
   * second. Fails if that lasts longer than a minute.
   */
  public RedisProcess awaitPrimaryOf(String key) {
    return await("primary of " + key).pollDelay(Duration.ZERO).atMost(PRIMARY)
        .until(() -> primaryOf(key), Optional::isPresent).orElseThrow();
  }

  /** The node that reports itself as a replica of the given one, which need not run. */
  public Optional<RedisProcess> replicaOf(RedisProcess primary) {
    String id = ids.get(primary.port());
    return nodes.stream()
        .filter(node -> self(node).filter(self -> id != null && id.equals(self.getSlaveOf())).isPresent())
        .findFirst();
  }

  /** A node's report about itself; what it reports about others may be outdated. */
  static Optional<RedisClusterNode> self(RedisProcess node) {
    return nodes(node).stream().filter(self -> self.is(NodeFlag.MYSELF)).findFirst();
  }

  static boolean isPrimary(RedisClusterNode node) {
    return node.is(NodeFlag.UPSTREAM);
  }

  /** All nodes that this one knows; none if it does not answer. */
  static List<RedisClusterNode> nodes(RedisProcess node) {
    return node.isRunning()
        ? RedisCall.onOr(List.of(), node.port(),
            redis -> ClusterPartitionParser.parse(redis.clusterNodes()).getPartitions())
        : List.of();
  }

  /**
   * Returns when all nodes run, serve, know each other and are in sync, as at the start; roles may have
   * changed.
   *
   * @throws IllegalStateException if that takes longer than a minute
   */
  public void awaitReady() {
    formation.awaitAgreement();
  }

  /** Kills every node and deletes its data. */
  @Override
  public void close() {
    // Killed before they are closed: in an orderly shutdown each primary would wait until its replica has all data.
    nodes.forEach(RedisProcess::kill);
    nodes.forEach(RedisProcess::close);
  }
}
