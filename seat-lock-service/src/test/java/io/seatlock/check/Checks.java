package io.seatlock.check;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.seat.LockLimits;
import io.seatlock.store.RedisServers;
import io.seatlock.store.RedisUser;
import io.seatlock.store.TestRedis;
import io.seatlock.store.redis.RedisTimeouts;
import io.seatlock.store.script.Partitions;
import io.seatlock.store.script.Script;
import io.seatlock.store.settings.GrowthSettings;
import java.time.Duration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** The check as the operator's command runs it, with its own user. */
public final class Checks implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final LettuceConnectionFactory connections;

  private final int partitions;

  public Checks(RedisServers servers) {
    connections = TestRedis.connections(TestRedis.address(servers, RedisUser.CHECK));
    partitions = servers.partitions();
  }

  public Check check() {
    return check(partitions, Script.source());
  }

  /** With another script. */
  public Check check(String source) {
    return check(partitions, source);
  }

  public Check check(int partitions, String source) {
    return check(partitions, source, GrowthSettings.DEFAULTS.idle());
  }

  /** With another script, of a service that removes seats that have been idle for this time. */
  public Check check(String source, Duration idle) {
    return check(partitions, source, idle);
  }

  private Check check(int partitions, String source, Duration idle) {
    return new Check(partitions(partitions, source), new KeyScan(connections, new RedisTimeouts(PATIENCE)), idle);
  }

  /** What the check itself uses. */
  public Partitions partitions() {
    return partitions(partitions, Script.source());
  }

  private Partitions partitions(int count, String source) {
    Script script = new Script(connections, source);
    return Partitions.of(count, _ -> script, new RedisTimeouts(PATIENCE), new LockLimits(null, null, null, null, 0),
        new SimpleMeterRegistry());
  }

  @Override
  public void close() {
    connections.destroy();
  }
}
