package io.seatlock.faults.servers;

import io.seatlock.embedded.RedisProcess;
import io.seatlock.embedded.RedisSettings;
import io.seatlock.testkit.redis.RedisCluster;
import io.seatlock.testkit.redis.RedisClusterSettings;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Three primaries, each with a replica. Clients get the addresses of the nodes from the cluster, so they can't be led
 * through a proxy and no link can fail.
 */
public final class ClusteredRedis implements RedisSetup {

  private final RedisCluster cluster = RedisCluster.start(
      RedisClusterSettings.of(3, RedisSettings.temporary()).withReplicas());

  private ClusteredRedis() {}

  public static ClusteredRedis start() {
    return new ClusteredRedis();
  }

  @Override
  public List<Integer> primaries() {
    return cluster.primaries().stream().map(RedisProcess::port).toList();
  }

  @Override
  public List<String> settings(RedisLinks links) {
    return directSettings();
  }

  @Override
  public List<String> directSettings() {
    String nodes = cluster.nodes().stream().map(node -> "127.0.0.1:" + node.port()).collect(Collectors.joining(","));
    return List.of("spring.data.redis.cluster.nodes=" + nodes);
  }

  public RedisCluster cluster() {
    return cluster;
  }

  @Override
  public void close() {
    cluster.close();
  }
}
