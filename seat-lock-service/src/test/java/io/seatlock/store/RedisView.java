package io.seatlock.store;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What an operator sees of a Redis or a cluster, and types into it. */
public final class RedisView implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ClientResources resources = ClientResources.builder()
      .reconnectDelay(Delay.constant(Duration.ofMillis(50))).build();

  private final List<RedisURI> addresses;

  private final RedisClient client = RedisClient.create(resources);

  private final AbstractRedisClient connecting;

  private final RedisClusterCommands<String, String> commands;

  private final RedisClusterCommands<byte[], byte[]> binary;

  private final List<RedisCommands<String, String>> nodes;

  public RedisView(RedisServers servers) {
    addresses = servers.ports().stream().map(port -> RedisURI.create("127.0.0.1", port)).toList();
    connecting = servers.isCluster() ? clusterClient() : client;
    commands = connect(StringCodec.UTF8);
    binary = connect(ByteArrayCodec.INSTANCE);
    nodes = addresses.stream().map(address -> client.connect(address).sync()).toList();
  }

  private RedisClusterClient clusterClient() {
    RedisClusterClient cluster = RedisClusterClient.create(resources, addresses);
    cluster.setOptions(ClusterClientOptions.builder().topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
        .enablePeriodicRefresh(Duration.ofMillis(500)).build()).build());
    return cluster;
  }

  private <T> RedisClusterCommands<T, T> connect(RedisCodec<T, T> codec) {
    return connecting instanceof RedisClusterClient cluster
        ? cluster.connect(codec).sync()
        : client.connect(codec, addresses.getFirst()).sync();
  }

  /** Of a cluster, {@code keys}, {@code flushall} and {@code scriptFlush} reach all nodes. */
  public RedisClusterCommands<String, String> commands() {
    return commands;
  }

  public RedisClusterCommands<byte[], byte[]> binary() {
    return binary;
  }

  /** Each node by itself. */
  public List<RedisCommands<String, String>> nodes() {
    return nodes;
  }

  /** The fewest subscribers that a node has for this channel: of a cluster, each node counts only its own. */
  public long subscribers(String channel) {
    return nodes.stream().mapToLong(node -> node.pubsubNumsub(channel).getOrDefault(channel, 0L)).min().orElseThrow();
  }

  @Override
  public void close() {
    connecting.shutdown(Duration.ZERO, PATIENCE);
    client.shutdown(Duration.ZERO, PATIENCE);
    resources.shutdown(0, PATIENCE.toSeconds(), TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
