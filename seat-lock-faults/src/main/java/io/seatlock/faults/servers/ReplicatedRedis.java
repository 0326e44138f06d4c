package io.seatlock.faults.servers;

import io.seatlock.embedded.RedisSettings;
import io.seatlock.testkit.net.TcpProxy;
import io.seatlock.testkit.redis.RedisPair;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A primary and its replica, with a link between them that can fail. A schedule can promote the replica and redirect
 * all services to it, as Sentinel would.
 */
public final class ReplicatedRedis implements RedisSetup {

  private final List<TcpProxy> serviceLinks = new CopyOnWriteArrayList<>();

  private final TcpProxy replication = new TcpProxy(0);

  private final RedisPair pair;

  private ReplicatedRedis() {
    pair = RedisPair.start(RedisSettings.temporary(), this::reachedBy);
  }

  public static ReplicatedRedis start() {
    return new ReplicatedRedis();
  }

  private int reachedBy(int primary) {
    replication.retarget(primary);
    return replication.port();
  }

  @Override
  public List<Integer> primaries() {
    return List.of(pair.primary().port());
  }

  @Override
  public List<String> directSettings() {
    return SingleRedis.atPort(pair.primary().port());
  }

  @Override
  public List<String> settings(RedisLinks links) {
    TcpProxy link = links.open(pair.primary().port());
    serviceLinks.add(link);
    return SingleRedis.atPort(link.port());
  }

  /** The link from the primary to its replica. */
  public TcpProxy replication() {
    return replication;
  }

  /** Cuts the services off from the primary, so that nothing is written to it any more. */
  public void loseLink() {
    serviceLinks.forEach(link -> link.set(TcpProxy.Mode.REFUSE));
  }

  /** SIGKILL. */
  public void killPrimary() {
    pair.primary().kill();
  }

  public void killReplica() {
    pair.replica().kill();
  }

  /**
   * Promotes the replica with the data that it has, and redirects all services to it. Call {@link #loseLink} first, so
   * that the services never write to two primaries.
   */
  public void promote() {
    pair.promote();
    serviceLinks.forEach(link -> {
      link.retarget(pair.primary().port());
      link.set(TcpProxy.Mode.PASS);
    });
  }

  /** The former primary, or the killed replica, comes back as the replica. Returns when it has all data. */
  public void rejoin() {
    replication.setDelay(Duration.ZERO);
    replication.set(TcpProxy.Mode.PASS);
    pair.rejoin();
  }

  @Override
  public void close() {
    pair.close();
    replication.close();
  }
}
