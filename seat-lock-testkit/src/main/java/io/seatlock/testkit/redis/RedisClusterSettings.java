package io.seatlock.testkit.redis;

import io.seatlock.embedded.RedisSettings;
import java.time.Duration;

/** How to start a Redis Cluster. Immutable: the methods that set something return a changed copy. */
public final class RedisClusterSettings {

  /** How long a node may be silent before the others consider it lost. Redis' own default is 15 s. */
  static final Duration NODE_TIMEOUT = Duration.ofMillis(1500);

  final int primaries;
  final boolean replicas;
  final RedisSettings node;

  private RedisClusterSettings(int primaries, boolean replicas, RedisSettings node) {
    this.primaries = primaries;
    this.replicas = replicas;
    this.node = node;
  }

  /**
   * Primaries without replicas.
   *
   * @param node how each node is started; its folder and port are ignored: folders are temporary, ports are free ones
   */
  public static RedisClusterSettings of(int primaries, RedisSettings node) {
    return new RedisClusterSettings(primaries, false, node);
  }

  /** Each primary gets a replica. A lost primary is replaced only in a cluster of at least three primaries. */
  public RedisClusterSettings withReplicas() {
    return new RedisClusterSettings(primaries, true, node);
  }
}
