package io.seatlock.store.safe;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.Seats;
import io.seatlock.store.TestRedis;
import io.seatlock.store.health.StoreStatus;
import io.seatlock.store.outbox.Outbox;
import io.seatlock.store.redis.RedisTimeouts;
import io.seatlock.store.redis.SharedConnection;
import io.seatlock.store.script.Partition;
import io.seatlock.store.script.Partitions;
import io.seatlock.store.script.Script;
import io.seatlock.store.settings.DurabilitySettings;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** What one instance of the service in safe mode has of Redis: connections of its own, and the probe, which a test runs. */
public final class SafeInstance implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final LockLimits LIMITS = new LockLimits(null, null, null, null, 0);

  private final LettuceConnectionFactory connections;

  private final StoreStatus status;

  private final Partitions partitions;

  private final Seats seats;

  private final ReplicaProbe probe;

  /** @param timeout how long the replica may take */
  public SafeInstance(RedisConfiguration redis, int count, Duration timeout) {
    connections = TestRedis.connections(redis);
    status = new StoreStatus(count);
    DurabilitySettings settings = new DurabilitySettings(DurabilitySettings.Mode.SAFE, 1, timeout);
    SharedConnection connection = new SharedConnection(connections);
    Replicas replicas = new Replicas(status, settings, Script.withOwnConnection(connection), System::nanoTime);
    partitions = Partitions.of(count,
        keys -> new ReplicatedScript(Script.withOwnConnection(connection), keys, settings, replicas),
        new RedisTimeouts(PATIENCE), LIMITS,
        new SimpleMeterRegistry());
    seats = TestRedis.seats(partitions);
    probe = new ReplicaProbe(partitions.all().stream().map(Partition::keys).toList(), settings, replicas,
        new RedisTimeouts(PATIENCE));
  }

  public StoreStatus status() {
    return status;
  }

  public Partitions partitions() {
    return partitions;
  }

  public Seats seats() {
    return seats;
  }

  /** Asks the replicas once whether they confirm. */
  public void probeOnce() {
    probe.runOnce();
  }

  ReplicaProbe probe() {
    return probe;
  }

  public Outbox outbox(String venueId) {
    return new Outbox(partitions.of(venueId), connections);
  }

  /** In the words of the script, or why it failed. */
  public CompletableFuture<String> word(SeatCommand command) {
    return partitions.of(command.venueId()).submit(command)
        .handle((reply, failure) -> failure == null ? reply.word() : failure.getMessage());
  }

  @Override
  public void close() {
    probe.stop();
    connections.destroy();
  }
}
