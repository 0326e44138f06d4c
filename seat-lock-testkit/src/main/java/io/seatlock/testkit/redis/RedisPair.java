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

  /** Starts both; returns when the replica has its primary's data. */
  public static RedisPair start(RedisSettings each) {
    return start(each, port -> port);
  }

  /**
   * As {@link #start(RedisSettings)}.
   *
   * @param each how each is started; its folder and port are ignored: folders are temporary, ports are free ones
   * @param link maps a primary's port to the port at which its replica reaches it, for example that of a proxy
   */
  public static RedisPair start(RedisSettings each, IntUnaryOperator link) {
    RedisSettings settings = each.temporarily().preferringPort(0).withDefaultLines("repl-diskless-sync-delay 0");
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
   * Makes the replica the primary, with the data that it has. The old primary is not informed: it may be dead, or cut
   * off and still serving clients that reach it.
   */
  public synchronized void promote() {
    RedisProcess old = primary;
    RedisCall.on(replica.port(), RedisCommands::replicaofNoOne);
    primary = replica;
    replica = old;
  }

  /**
   * Makes the replica follow the primary, and starts the replica if it does not run. Returns when the replica has all
   * data that the primary had when the link came up. It is not enough that the link is up: then the replica has the
   * snapshot only. The primary sends the writes made during the snapshot after the replica's first report, up to a
   * second later.
   */
  public synchronized void rejoin() {
    if (!replica.isRunning()) {
      replica.restart();
    }
    int reached = link.applyAsInt(primary.port());
    RedisCall.on(replica.port(), redis -> redis.replicaof("127.0.0.1", reached));
    Await.must("the replica on port %d reaches its primary on port %d".formatted(replica.port(), primary.port()), SYNC,
        this::isLinkUp);
    long written = offset(primary);
    Await.must("the replica on port %d has what was written during its snapshot".formatted(replica.port()), SYNC,
        () -> offset(replica) >= written);
  }

  /** Replication offset: how much a primary has written, or a replica has read, of the stream of changes. */
  private static long offset(RedisProcess process) {
    String replication = RedisCall.on(process.port(), redis -> redis.info("replication"));
    return Long.parseLong(RedisCall.fields(replication).get("master_repl_offset"));
  }

  /** Whether the replica's link to the primary is up; the latest writes may still be missing. */
  public synchronized boolean isLinkUp() {
    return "up".equals(RedisCall.info(replica.port(), "replication").get("master_link_status"));
  }

  /** Kills both and deletes their data. */
  @Override
  public synchronized void close() {
    // Killed before they are closed: in an orderly shutdown the primary would wait until its replica has all data.
    primary.kill();
    replica.kill();
    primary.close();
    replica.close();
  }
}
