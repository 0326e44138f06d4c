package io.seatlock.store;

import io.seatlock.embedded.RedisProcess;
import io.seatlock.embedded.RedisSettings;
import io.seatlock.testkit.redis.RedisCluster;
import io.seatlock.testkit.redis.RedisClusterSettings;
import io.seatlock.testkit.redis.RedisFiles;
import io.seatlock.testkit.redis.TestedRedis;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The Redis that tests run on: a single one, or a cluster if the build was asked for it by
 * {@code seatlock.test.topology=cluster}. What is done to it is done to all its nodes.
 */
public final class RedisServers implements AutoCloseable {

  /** More than primaries, so that one of them has several. */
  private static final int PARTITIONS_OF_A_CLUSTER = 8;

  private final List<RedisProcess> nodes;

  private final @Nullable RedisCluster cluster;

  private RedisServers(List<RedisProcess> nodes, @Nullable RedisCluster cluster) {
    this.nodes = nodes;
    this.cluster = cluster;
  }

  public static boolean isClusterAskedFor() {
    return System.getProperty("seatlock.test.topology", "").equals("cluster");
  }

  /** @param node how each of its nodes is started; a cluster has three */
  public static RedisServers start(RedisSettings node) {
    return isClusterAskedFor()
        ? of(RedisCluster.start(RedisClusterSettings.of(3, node)))
        : new RedisServers(List.of(RedisProcess.start(node)), null);
  }

  public static RedisServers of(RedisCluster cluster) {
    return new RedisServers(cluster.nodes(), cluster);
  }

  /**
   * The executable that the build was asked to test with: {@code seatlock.test.redis}, or the bundled one. With the
   * users of docs/redis-users.acl, as whom service and check log in; what tests do by hand is not bound by that.
   */
  public static RedisSettings settings() {
    return withoutUsers().withLines(RedisUser.lines());
  }

  public static RedisSettings withoutUsers() {
    return TestedRedis.temporary();
  }

  public boolean isCluster() {
    return cluster != null;
  }

  public List<Integer> ports() {
    return nodes.stream().map(RedisProcess::port).toList();
  }

  /** {@code seat-lock.partitions}. */
  public int partitions() {
    return isCluster() ? PARTITIONS_OF_A_CLUSTER : 1;
  }

  /** A plain name as it is written in the partition of this venue. */
  public String key(String venue, String name) {
    return isCluster() ? "{p" + Math.floorMod(venue.hashCode(), PARTITIONS_OF_A_CLUSTER) + "}:" + name : name;
  }

  /** The streams of all partitions. */
  public List<String> outboxes() {
    return ofEachPartition("seat-outbox");
  }

  /** The keys of this name, one for each partition. */
  public List<String> ofEachPartition(String name) {
    return isCluster()
        ? IntStream.range(0, PARTITIONS_OF_A_CLUSTER).mapToObj(number -> "{p" + number + "}:" + name).toList()
        : List.of(name);
  }

  /** The settings with which the service finds it. */
  public Map<String, String> springSettings() {
    return springSettings(RedisUser.SERVICE);
  }

  public Map<String, String> springSettings(RedisUser user) {
    Map<String, String> settings = new LinkedHashMap<>(Map.of("seat-lock.partitions", "" + partitions(),
        "spring.data.redis.username", user.username(), "spring.data.redis.password", user.password()));
    if (isCluster()) {
      settings.put("spring.data.redis.cluster.nodes",
          ports().stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(",")));
    } else {
      settings.putAll(Map.of("spring.data.redis.host", "127.0.0.1", "spring.data.redis.port",
          "" + ports().getFirst()));
    }
    return settings;
  }

  public void pause() {
    nodes.forEach(RedisProcess::pause);
  }

  public void resume() {
    nodes.forEach(RedisProcess::resume);
  }

  public void kill() {
    nodes.forEach(RedisProcess::kill);
  }

  /** Returns when it serves again. */
  public void restart() {
    nodes.forEach(RedisProcess::restart);
    if (cluster != null) {
      cluster.awaitReady();
    }
  }

  /** Takes a copy of what is on disk now; Redis goes on. */
  public void copyData(Path to) {
    for (RedisProcess node : nodes) {
      RedisFiles.copy(node, to.resolve("" + node.port()));
    }
  }

  /** SIGKILL, and a start from the copy: what was written since is gone. */
  public void restartFrom(Path copy) {
    kill();
    for (RedisProcess node : nodes) {
      RedisFiles.restore(copy.resolve("" + node.port()), node);
    }
    restart();
  }

  @Override
  public void close() {
    if (cluster != null) {
      cluster.close();
    } else {
      nodes.forEach(RedisProcess::close);
    }
  }
}
