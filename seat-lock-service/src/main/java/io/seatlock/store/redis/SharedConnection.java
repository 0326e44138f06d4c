package io.seatlock.store.redis;

import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * One connection for all calls of the script, or one to each server of a Cluster. It is opened by the first call,
 * reconnects by itself, and is closed when the application context stops.
 */
public final class SharedConnection implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(SharedConnection.class);

  /** Above Redis' own connection (0), below all that uses this one. */
  private static final int PHASE = 1;

  /** An attempt may take long to fail; further calls within this time fail at once, for the same reason. */
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(250);

  private final LettuceConnectionFactory connections;

  private final Lock opening = new ReentrantLock();

  private volatile @Nullable RedisClusterAsyncCommands<byte[], byte[]> commands;

  /** Set before {@link #commands}, if that is a Cluster. */
  private volatile @Nullable StatefulRedisClusterConnection<byte[], byte[]> cluster;

  private volatile @Nullable Failed latest;

  /** Further connections, for callers that must not share one. */
  private final List<SharedConnection> others = new CopyOnWriteArrayList<>();

  /** Whether to use the factory's shared connection. */
  private final boolean shared;

  private volatile boolean running;

  public SharedConnection(LettuceConnectionFactory connections) {
    this(connections, true);
  }

  private SharedConnection(LettuceConnectionFactory connections, boolean shared) {
    this.connections = connections;
    this.shared = shared;
  }

  /** A new connection to the same Redis, closed together with this one. */
  public SharedConnection own() {
    SharedConnection own = new SharedConnection(connections, false);
    others.add(own);
    return own;
  }

  /** @throws RuntimeException if Redis can't be reached now */
  public RedisClusterAsyncCommands<byte[], byte[]> commands() {
    RedisClusterAsyncCommands<byte[], byte[]> known = commands;
    return known == null ? open() : known;
  }

  /** Null if it is no Cluster, or not connected yet. */
  @Nullable
  public StatefulRedisClusterConnection<byte[], byte[]> cluster() {
    return cluster;
  }

  private RedisClusterAsyncCommands<byte[], byte[]> open() {
    opening.lock();
    try {
      RedisClusterAsyncCommands<byte[], byte[]> known = commands;
      return known == null ? openUnlessJustFailed() : known;
    } finally {
      opening.unlock();
    }
  }

  private RedisClusterAsyncCommands<byte[], byte[]> openUnlessJustFailed() {
    Failed failed = latest;
    if (failed != null && System.nanoTime() - failed.at() < BETWEEN_ATTEMPTS.toNanos()) {
      throw failed.failure();
    }
    try {
      RedisClusterAsyncCommands<byte[], byte[]> opened = connect();
      commands = opened;
      latest = null;
      return opened;
    } catch (RuntimeException notConnected) {
      latest = new Failed(notConnected, System.nanoTime());
      throw notConnected;
    }
  }

  @SuppressWarnings("unchecked")
  private RedisClusterAsyncCommands<byte[], byte[]> connect() {
    if (connections.getNativeClient() instanceof RedisClusterClient client) {
      StatefulRedisClusterConnection<byte[], byte[]> nodes = client.connect(ByteArrayCodec.INSTANCE);
      cluster = nodes;
      return nodes.async();
    }
    RedisConnection connection = connections.getConnection();
    if (!shared) {
      // The factory lends a connection of its own for as long as the pipeline is not closed.
      connection.openPipeline();
    }
    return (RedisClusterAsyncCommands<byte[], byte[]>) connection.getNativeConnection();
  }

  /**
   * Looks for a new primary: refreshes a Cluster's topology; otherwise closes all connections, so that new ones ask
   * Sentinel or DNS again.
   */
  public void reconnect(OpenConnections links) {
    if (connections.getNativeClient() instanceof RedisClusterClient client) {
      var _ = client.refreshPartitionsAsync();
      return;
    }
    links.closeAll();
  }

  /** Connects before the first user waits for it; a Redis that is away now is found later. */
  @Override
  public void start() {
    running = true;
    try {
      commands();
    } catch (RuntimeException away) {
      log.debug("Redis can't be reached at the start; the first call will report that", away);
    }
  }

  /** After this the factory closes its client, and with it every connection. */
  @Override
  public void stop() {
    running = false;
    others.forEach(SharedConnection::stop);
    StatefulRedisClusterConnection<byte[], byte[]> nodes = cluster;
    commands = null;
    cluster = null;
    if (nodes != null) {
      nodes.close();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }

  /** @param at {@link System#nanoTime()} */
  private record Failed(RuntimeException failure, long at) {}
}
