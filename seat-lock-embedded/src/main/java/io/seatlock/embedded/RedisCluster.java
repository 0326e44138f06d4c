package io.seatlock.embedded;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A real Redis Cluster on 127.0.0.1. Who is whose replica changes when a primary is lost, so it is
 * asked anew each time; a node that hangs delays such an answer by a second.
 */
public final class RedisCluster implements AutoCloseable {

  public static final int SLOTS = 16_384;

  private final List<RedisProcess> nodes = new ArrayList<>();

  private final ClusterFormation formation;

  /** By port; an id outlives a restart. */
  private final Map<Integer, String> ids = new HashMap<>();

  private RedisCluster(RedisClusterSettings settings) {
    formation = new ClusterFormation(nodes, settings.primaries);
    try {
      int count = settings.primaries * (settings.replicas ? 2 : 1);
      for (int i = 0; i < count; i++) {
        nodes.add(RedisProcess.start(node(settings)));
      }
      formation.form();
      nodes.forEach(node -> ids.put(node.port(), RedisQuestion.bulk(node.port(), "CLUSTER MYID")));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static RedisSettings node(RedisClusterSettings settings) {
    return settings.node.temporarily()
        .withPort(LoopbackPorts.freeForCluster())
        .afterLines(
            "cluster-enabled yes",
            "cluster-node-timeout " + settings.nodeTimeout.toMillis(),
            // On a busy machine a replica would else count as too old to take over.
            "cluster-replica-validity-factor 0",
            "repl-diskless-sync-delay 0");
  }

  /**
   * Returns when every node serves, knows all others, and every replica has its primary's data.
   *
   * @throws IllegalStateException saying why it cannot start
   */
  public static RedisCluster start(RedisClusterSettings settings) {
    return new RedisCluster(settings);
  }

  /** All nodes, also those that do not run now; first those that began as primaries. */
  public List<RedisProcess> nodes() {
    return List.copyOf(nodes);
  }

  /** The nodes that serve slots now. */
  public List<RedisProcess> primaries() {
    return nodes.stream()
        .filter(node -> self(node).filter(self -> self.primary() && !self.slots().isEmpty()).isPresent())
        .toList();
  }

  /** Who serves the slot now; empty while nobody does. */
  public Optional<RedisProcess> primaryOf(int slot) {
    Map<RedisProcess, Long> epochs = new HashMap<>();
    for (RedisProcess node : nodes) {
      self(node).filter(self -> self.serves(slot)).ifPresent(self -> epochs.put(node, self.epoch()));
    }
    return epochs.entrySet().stream().max(Map.Entry.comparingByValue(Comparator.naturalOrder())).map(Map.Entry::getKey);
  }

  /** As {@link #primaryOf(int)}, for the slot of a key. */
  public Optional<RedisProcess> primaryOf(String key) {
    OptionalInt slot = slotOf(key);
    return slot.isPresent() ? primaryOf(slot.getAsInt()) : Optional.empty();
  }

  private OptionalInt slotOf(String key) {
    return nodes.stream()
        .map(node -> RedisQuestion.ask(node.port(), "CLUSTER KEYSLOT " + RedisConf.quoted(key)))
        .filter(answer -> answer.startsWith(":"))
        .mapToInt(answer -> Integer.parseInt(answer.lines().findFirst().orElseThrow().substring(1)))
        .findFirst();
  }

  /** The node that says of itself that it follows the given one, which need not run. */
  public Optional<RedisProcess> replicaOf(RedisProcess primary) {
    String id = ids.get(primary.port());
    return nodes.stream().filter(node -> self(node).filter(self -> self.primaryId().equals(id)).isPresent())
        .findFirst();
  }

  private static Optional<ClusterSelf> self(RedisProcess node) {
    return node.isRunning() ? ClusterSelf.of(node.port()) : Optional.empty();
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

  /** Ends every node and deletes what it kept. */
  @Override
  public void close() {
    // All first: in order each would wait until its replica has everything.
    nodes.forEach(RedisProcess::kill);
    nodes.forEach(RedisProcess::close);
  }
}
