package io.seatlock.embedded;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes one cluster of separate nodes, by the commands that {@code redis-cli --cluster create} sends.
 * The first nodes become the primaries; the node that comes as many places later is a primary's replica.
 */
record ClusterFormation(List<RedisProcess> nodes, int primaries) {

  /** From the last command until all nodes agree; a primary waits for 2 s by itself before it serves. */
  private static final Duration AGREEMENT = Duration.ofSeconds(60);

  /** Slots named in one command, which may be 64 KB long. */
  private static final int SLOTS_AT_A_TIME = 4096;

  void form() {
    for (int i = 0; i < primaries; i++) {
      giveSlots(nodes.get(i), RedisCluster.SLOTS * i / primaries, RedisCluster.SLOTS * (i + 1) / primaries);
    }
    for (int i = 0; i < nodes.size(); i++) {
      demand(nodes.get(i), "CLUSTER SET-CONFIG-EPOCH " + (i + 1));
    }
    introduce();
    for (int i = primaries; i < nodes.size(); i++) {
      replicate(nodes.get(i), nodes.get(i - primaries));
    }
    awaitAgreement();
  }

  private static void giveSlots(RedisProcess node, int from, int to) {
    for (int first = from; first < to; first += SLOTS_AT_A_TIME) {
      String slots = IntStream.range(first, Math.min(to, first + SLOTS_AT_A_TIME))
          .mapToObj(String::valueOf)
          .collect(Collectors.joining(" "));
      demand(node, "CLUSTER ADDSLOTS " + slots);
    }
  }

  /** Each to each: hearing of one another by gossip would take seconds. */
  private void introduce() {
    for (RedisProcess node : nodes) {
      for (RedisProcess other : nodes) {
        if (node.port() < other.port()) {
          demand(node, "CLUSTER MEET 127.0.0.1 " + other.port());
        }
      }
    }
  }

  /** Refused until the replica has heard of its primary. */
  private static void replicate(RedisProcess replica, RedisProcess primary) {
    String id = RedisQuestion.bulk(primary.port(), "CLUSTER MYID");
    String command = "CLUSTER REPLICATE " + id;
    if (!Waiting.until(AGREEMENT, () -> RedisQuestion.ask(replica.port(), command).startsWith("+OK"))) {
      demand(replica, command);
    }
  }

  void awaitAgreement() {
    for (RedisProcess node : nodes) {
      if (!Waiting.until(AGREEMENT, () -> isReady(node))) {
        throw new IllegalStateException(
            "The cluster did not become ready. Its node on port %d says:%n%s%s".formatted(
                node.port(),
                RedisQuestion.ask(node.port(), "CLUSTER INFO"),
                RedisQuestion.ask(node.port(), "CLUSTER NODES")));
      }
    }
  }

  private boolean isReady(RedisProcess node) {
    Map<String, String> cluster = RedisQuestion.fields(node.port(), "CLUSTER INFO");
    return "ok".equals(cluster.get("cluster_state"))
        && String.valueOf(RedisCluster.SLOTS).equals(cluster.get("cluster_slots_ok"))
        && String.valueOf(nodes.size()).equals(cluster.get("cluster_known_nodes"))
        && String.valueOf(primaries).equals(cluster.get("cluster_size"))
        && knowsAllReplicas(node)
        && isInSync(node);
  }

  private boolean knowsAllReplicas(RedisProcess node) {
    List<String> lines = RedisQuestion.ask(node.port(), "CLUSTER NODES").lines().toList();
    return lines.stream().filter(line -> line.contains("slave ")).count() == nodes.size() - primaries
        && lines.stream().noneMatch(line -> line.contains("fail") || line.contains("handshake"));
  }

  /** A replica has its primary's data; a primary is in sync with itself. */
  private static boolean isInSync(RedisProcess node) {
    Map<String, String> replication = RedisQuestion.fields(node.port(), "INFO replication");
    return "master".equals(replication.get("role")) || "up".equals(replication.get("master_link_status"));
  }

  private static void demand(RedisProcess node, String command) {
    String answer = RedisQuestion.ask(node.port(), command);
    if (!answer.startsWith("+OK")) {
      throw new IllegalStateException(
          "The node on port %d answers to %.40s: %s".formatted(node.port(), command, answer));
    }
  }
}
