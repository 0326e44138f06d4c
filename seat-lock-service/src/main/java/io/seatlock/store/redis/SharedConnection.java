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
 * The connection for all calls of the script; on a Cluster one to each server. It is opened at the start or by the
 * first call, reconnects by itself, and is closed when the application context stops.
 */
public final class SharedConnection implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(SharedConnection.class);

  /** Above Spring's connection factory (0), below everything that uses this connection. */
  private static final int PHASE = 1;

  /**
   * After a failed attempt to connect, further calls fail at once with the same exception for this time, because each
   * attempt may take long.
   */
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(250);

  private final LettuceConnectionFactory connections;

  private final Lock opening = new ReentrantLock();

  private volatile @Nullable RedisClusterAsyncCommands<byte[], byte[]> commands;

  /** Null without a Cluster. Set before {@link #commands}. */
  private volatile @Nullable StatefulRedisClusterConnection<byte[], byte[]> cluster;

  private volatile @Nullable Failed latest;

  /** Further connections for callers that must not share this one; they are closed together with it. */
  private final List<SharedConnection> ownConnections = new CopyOnWriteArrayList<>();

  /** Whether this is the factory's shared connection. */
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
    ownConnections.add(own);
    return own;
  }

  /**
   * The commands of the connection, which is opened if necessary.
   *
   * @throws RuntimeException if Redis can't be reached now
   */
  public RedisClusterAsyncCommands<byte[], byte[]> commands() {
    RedisClusterAsyncCommands<byte[], byte[]> known = commands;
    return known == null ? open() : known;
  }

  /** The connections to the servers of a Cluster; null without a Cluster, or if none is open yet. */
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
      // With an open pipeline the factory's connection object uses a dedicated connection.
      connection.openPipeline();
    }
    return (RedisClusterAsyncCommands<byte[], byte[]>) connection.getNativeConnection();
  }

  /**
   * Looks for a new primary. On a Cluster the topology is refreshed; otherwise all connections are closed, so that new
   * ones ask Sentinel or DNS again.
   */
  public void reconnect(OpenConnections open) {
    if (connections.getNativeClient() instanceof RedisClusterClient client) {
      var _ = client.refreshPartitionsAsync();
      return;
    }
    open.closeAll();
  }

  /** Connects before the first request needs it. If Redis can't be reached now, the first call connects. */
  @Override
  public void start() {
    running = true;
    try {
      commands();
    } catch (RuntimeException away) {
      log.debug("Redis can't be reached at the start; the first call will report that", away);
    }
  }

  /** The factory stops after this, and closes all remaining connections. */
  @Override
  public void stop() {
    running = false;
    ownConnections.forEach(SharedConnection::stop);
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
