package io.seatlock.store.expiry;

import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.pubsub.RedisClusterPubSubAdapter;
import io.lettuce.core.cluster.pubsub.StatefulRedisClusterPubSubConnection;
import io.seatlock.store.redis.RedisError;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.Subscription;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** A subscription to the expiry notifications of Redis. After a lost connection Lettuce renews it by itself. */
interface ExpiryChannel extends AutoCloseable {

  /**
   * Subscribes to new primaries, and repeats the existing subscriptions. So a revoked right or a dead connection is
   * detected, which an idle subscription does not show.
   *
   * @throws RuntimeException if a server refused the subscription
   */
  void renew();

  @Override
  void close();

  /**
   * @param onExpired receives the name of each expired key of this database, on a thread of Lettuce
   * @throws RuntimeException if Redis can't be reached now, or refused the subscription
   */
  static ExpiryChannel open(LettuceConnectionFactory redis, Consumer<String> onExpired) {
    String channel = "__keyevent@" + redis.getDatabase() + "__:expired";
    return redis.getNativeClient() instanceof RedisClusterClient cluster
        ? new OfCluster(cluster.connectPubSub(), channel, onExpired)
        : OfOneServer.open(redis.getConnection(), channel, onExpired);
  }

  /** The subscription to a single server, or to the primary that Sentinel reports. */
  record OfOneServer(RedisConnection connection, String channel) implements ExpiryChannel {

    static OfOneServer open(RedisConnection connection, String channel, Consumer<String> onExpired) {
      try {
        connection.subscribe((message, _) -> onExpired.accept(new String(message.getBody(), StandardCharsets.UTF_8)),
            channel.getBytes(StandardCharsets.UTF_8));
        return new OfOneServer(connection, channel);
      } catch (RuntimeException refused) {
        connection.close();
        throw refused;
      }
    }

    @Override
    public void renew() {
      Subscription subscription = connection.getSubscription();
      if (subscription != null) {
        subscription.subscribe(channel.getBytes(StandardCharsets.UTF_8));
      }
    }

    @Override
    public void close() {
      connection.close();
    }
  }

  /** The subscriptions to all primaries of a Cluster, each of which notifies only about its own keys. */
  final class OfCluster implements ExpiryChannel {

    private final StatefulRedisClusterPubSubConnection<String, String> connection;

    private final String channel;

    /** The replies to the last subscriptions, by node id. */
    private final Map<String, CompletableFuture<Void>> subscribed = new HashMap<>();

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

    /**
     * Does not wait for the replies, so that an unreachable server does not block the others. A refusal is thrown by
     * the next call.
     */
    @Override
    public void renew() {
      Set<String> primaries = connection.getPartitions().stream().filter(node -> node.getRole().isUpstream())
          .map(RedisClusterNode::getNodeId).collect(Collectors.toSet());
      subscribed.keySet().retainAll(primaries);
      List<RuntimeException> refusals = subscribed.values().stream().filter(CompletableFuture::isCompletedExceptionally)
          .map(CompletableFuture::exceptionNow).filter(RuntimeException.class::isInstance)
          .map(RuntimeException.class::cast).toList();
      primaries.stream().filter(node -> !isPending(node)).forEach(this::subscribe);
      refusals.stream().filter(refusal -> RedisError.ofCall(refusal, null).isSetupProblem()).findFirst()
          .ifPresent(refusal -> {
            throw refusal;
          });
    }

    private boolean isPending(String node) {
      CompletableFuture<Void> answer = subscribed.get(node);
      return answer != null && !answer.isDone();
    }

    private void subscribe(String node) {
      subscribed.put(node, connection.getConnectionAsync(node)
          .thenCompose(server -> server.async().subscribe(channel)).toCompletableFuture());
    }

    @Override
    public void close() {
      connection.close();
    }
  }
}
