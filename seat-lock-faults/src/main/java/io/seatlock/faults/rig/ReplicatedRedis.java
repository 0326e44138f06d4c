package io.seatlock.faults.rig;

import io.seatlock.embedded.RedisProcess;
import io.seatlock.embedded.RedisSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A primary and a replica behind it, with a link between them that can fail; and somebody who makes the
 * replica the primary and points all services there, as Sentinel would.
 */
public final class ReplicatedRedis implements RedisShape {

  private static final Duration SYNC = Duration.ofSeconds(30);

  private final List<Proxy> serviceLinks = new ArrayList<>();

  private final Proxy replication;

  private RedisProcess primary;

  private RedisProcess replica;

  private ReplicatedRedis(Path folder) {
    primary = start(folder.resolve("a"));
    replica = start(folder.resolve("b"));
    replication = new Proxy(primary.port());
    follow();
    awaitSync();
  }

  public static ReplicatedRedis start(Path folder) {
    return new ReplicatedRedis(folder);
  }

  private static RedisProcess start(Path folder) {
    return RedisProcess.start(RedisSettings.in(folder).withLines("repl-diskless-sync yes",
        "repl-diskless-sync-delay 0", "repl-timeout 20", "repl-backlog-size 16mb"));
  }

  @Override
  public List<Integer> primaries() {
    return List.of(primary.port());
  }

  @Override
  public List<String> settings(Links links) {
    Proxy link = links.open(primary.port());
    serviceLinks.add(link);
    return SingleRedis.atPort(link.port());
  }

  /** The link from the primary to its replica. */
  public Proxy replication() {
    return replication;
  }

  public RedisProcess replica() {
    return replica;
  }

  /**
   * The primary is lost to all services, and the replica takes its place with what it has got; the lost
   * one comes back as its replica. Nobody writes to two primaries: the services are cut off first.
   */
  public void failOver() {
    serviceLinks.forEach(link -> link.set(Proxy.Mode.REFUSE));
    order(replica, "REPLICAOF", "NO", "ONE");
    RedisProcess lost = primary;
    primary = replica;
    replica = lost;
    serviceLinks.forEach(link -> {
      link.retarget(primary.port());
      link.set(Proxy.Mode.PASS);
    });
    replication.set(Proxy.Mode.PASS);
    replication.retarget(primary.port());
    follow();
  }

  /** The same after SIGKILL of the primary. */
  public void killAndFailOver() {
    primary.kill();
    serviceLinks.forEach(link -> link.set(Proxy.Mode.REFUSE));
    primary.restart();
    failOver();
  }

  /** Waits until the replica has all that the primary has. */
  public void awaitSync() {
    Await.must("the replica follows its primary", SYNC, () -> {
      List<String> role = RedisCall.ask(replica.port(), "ROLE");
      return role.get(3).equals("connected");
    });
  }

  private void follow() {
    order(replica, "REPLICAOF", "127.0.0.1", String.valueOf(replication.port()));
  }

  private static void order(RedisProcess redis, String... command) {
    try {
      var _ = RedisCall.ask(redis.port(), command);
    } catch (IOException e) {
      throw new IllegalStateException("Redis did not obey " + String.join(" ", command), e);
    }
  }

  @Override
  public void close() {
    for (RedisProcess redis : List.of(primary, replica)) {
      redis.resume();
      redis.kill();
      redis.close();
    }
    replication.close();
  }
}
