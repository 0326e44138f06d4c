package io.seatlock.store;

import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.pubsub.RedisClusterPubSubAdapter;
import io.lettuce.core.cluster.pubsub.StatefulRedisClusterPubSubConnection;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** A subscription to the keys that expire. Once made, Lettuce renews it by itself after a lost connection. */
interface ExpiryChannel extends AutoCloseable {

  /** Looks whether there are servers to which it is not subscribed yet. */
  void renew();

  @Override
  void close();

  /** @throws RuntimeException if Redis can't be reached now */
  static ExpiryChannel open(LettuceConnectionFactory redis, Consumer<String> onExpired) {
    String channel = "__keyevent@" + redis.getDatabase() + "__:expired";
    return redis.getNativeClient() instanceof RedisClusterClient cluster
        ? new OfCluster(cluster.connectPubSub(), channel, onExpired)
        : OfOneServer.open(redis.getConnection(), channel, onExpired);
  }

  /** One server, or the primary that Sentinel names. */
  record OfOneServer(RedisConnection connection) implements ExpiryChannel {

    static OfOneServer open(RedisConnection connection, String channel, Consumer<String> onExpired) {
      connection.subscribe((message, _) -> onExpired.accept(new String(message.getBody(), StandardCharsets.UTF_8)),
          channel.getBytes(StandardCharsets.UTF_8));
      return new OfOneServer(connection);
    }

    @Override
    public void renew() {
      // It is one server for ever.
    }

    @Override
    public void close() {
      connection.close();
    }
  }

  /** Each primary of a Cluster tells only of its own keys, so all are asked, those that became one later, too. */
  final class OfCluster implements ExpiryChannel {

    private final StatefulRedisClusterPubSubConnection<String, String> connection;

    private final String channel;

    private final Set<String> subscribed = ConcurrentHashMap.newKeySet();

    OfCluster(StatefulRedisClusterPubSubConnection<String, String> connection, String channel,
        Consumer<String> onExpired) {
      this.connection = connection;
      this.channel = channel;
      connection.setNodeMessagePropagation(true);
      connection.addListener(new RedisClusterPubSubAdapter<String, String>() {
        @Override
        public void message(RedisClusterNode node, String from, String key) {
          onExpired.accept(key);
        }
      });
    }

    @Override
    public void renew() {
      Set<String> primaries = connection.getPartitions().stream().filter(node -> node.getRole().isUpstream())
          .map(RedisClusterNode::getNodeId).collect(Collectors.toSet());
      subscribed.retainAll(primaries);
      primaries.stream().filter(node -> !subscribed.contains(node)).forEach(this::subscribe);
    }

    /** Not waited for: a server that is away must not keep the others from being heard. It is tried again. */
    private void subscribe(String node) {
      subscribed.add(node);
      var _ = connection.getConnectionAsync(node).thenCompose(server -> server.async().subscribe(channel))
          .exceptionally(_ -> {
            subscribed.remove(node);
            return null;
          });
    }

    @Override
    public void close() {
      connection.close();
    }
  }
}
