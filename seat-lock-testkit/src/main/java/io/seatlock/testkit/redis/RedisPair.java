package io.seatlock.testkit.redis;

import io.lettuce.core.api.sync.RedisCommands;
import io.seatlock.embedded.RedisProcess;
import io.seatlock.embedded.RedisSettings;
import io.seatlock.testkit.Await;
import java.time.Duration;
import java.util.function.IntUnaryOperator;

/**
 * A Redis and its replica, without a Sentinel: the replica takes over only when a test promotes it. A restarted replica
 * follows no primary until {@link #rejoin}.
 */
public final class RedisPair implements AutoCloseable {

  private static final Duration SYNC = Duration.ofSeconds(60);

  private final IntUnaryOperator link;
  private RedisProcess primary;
  private RedisProcess replica;

  private RedisPair(RedisProcess primary, RedisProcess replica, IntUnaryOperator link) {
    this.primary = primary;
    this.replica = replica;
    this.link = link;
  }

  /** Returns when the replica has its primary's data. */
  public static RedisPair start(RedisSettings each) {
    return start(each, port -> port);
  }

  /**
   * As {@link #start(RedisSettings)}.
   *
   * @param each how both are started; folders are temporary and ports free ones, whatever it says
   * @param link from the port of a primary to the one at which its replica reaches it: a proxy's
   */
  public static RedisPair start(RedisSettings each, IntUnaryOperator link) {
    RedisSettings settings = each.temporarily().preferringPort(0).afterLines("repl-diskless-sync-delay 0");
    RedisProcess primary = RedisProcess.start(settings);
    try {
      RedisProcess replica = RedisProcess.start(settings);
      RedisPair pair = new RedisPair(primary, replica, link);
      pair.followOrClose();
      return pair;
    } catch (RuntimeException e) {
      primary.close();
      throw e;
    }
  }

  private void followOrClose() {
    try {
      rejoin();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  public synchronized RedisProcess primary() {
    return primary;
  }

  public synchronized RedisProcess replica() {
    return replica;
  }

  /**
   * The replica becomes the primary, with what it has. The old one does not know: it may be dead, or cut
   * off and still serve clients that reach it.
   */
  public synchronized void promote() {
    RedisProcess old = primary;
    RedisCall.on(replica.port(), RedisCommands::replicaofNoOne);
    primary = replica;
    replica = old;
  }

  /**
   * Makes the replica follow the primary, started if it does not run; returns when it has what the primary had when the
   * link came up. With the link alone it would have the snapshot only: the primary sends what was written since when the
   * replica reports for the first time, up to a second later.
   */
  public synchronized void rejoin() {
    if (!replica.isRunning()) {
      replica.restart();
    }
    int reached = link.applyAsInt(primary.port());
    RedisCall.on(replica.port(), redis -> redis.replicaof("127.0.0.1", reached));
    Await.must("the replica on port %d reaches its primary on port %d".formatted(replica.port(), primary.port()), SYNC,
        this::isInSync);
    long written = offset(primary);
    Await.must("the replica on port %d has what was written during its snapshot".formatted(replica.port()), SYNC,
        () -> offset(replica) >= written);
  }

  /** In the primary's stream of changes; of the replica what it has read of it. */
  private static long offset(RedisProcess process) {
    return Long.parseLong(RedisCall.info(process.port(), "replication").get("master_repl_offset"));
  }

  /** Whether the replica's link is up; what is on its way may be missing. */
  public synchronized boolean isInSync() {
    return "up".equals(RedisCall.info(replica.port(), "replication").get("master_link_status"));
  }

  /** Ends both and deletes what they kept. */
  @Override
  public synchronized void close() {
    // Both first: in order the primary would wait until its replica has everything.
    primary.kill();
    replica.kill();
    primary.close();
    replica.close();
  }
}
