package io.seatlock.store;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.Seats;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** What one instance of the service in safe mode has of Redis: connections of its own, and the probe, which a test runs. */
final class SafeInstance implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final LockLimits LIMITS = new LockLimits(null, null, null, null, 0);

  private final LettuceConnectionFactory connections;

  private final StoreStatus status;

  private final Partitions partitions;

  private final Seats seats;

  private final ReplicaProbe probe;

  /** @param timeout how long the replica may take */
  SafeInstance(RedisConfiguration redis, int count, Duration timeout) {
    connections = TestRedis.connections(redis);
    status = new StoreStatus(count);
    DurabilitySettings settings = new DurabilitySettings(DurabilitySettings.Mode.SAFE, 1, timeout);
    SharedConnection connection = new SharedConnection(connections);
    Replicas replicas = new Replicas(status, settings, Script.withOwnConnection(connection), System::nanoTime);
    partitions = Partitions.of(count,
        keys -> new ReplicatedScript(Script.withOwnConnection(connection), keys, settings, replicas),
        new RedisTimeouts(PATIENCE), LIMITS,
        new SimpleMeterRegistry());
    seats = new RedisSeats(partitions, new SimpleMeterRegistry());
    probe = new ReplicaProbe(partitions.all().stream().map(Partition::keys).toList(), settings, replicas,
        new RedisTimeouts(PATIENCE));
  }

  StoreStatus status() {
    return status;
  }

  Partitions partitions() {
    return partitions;
  }

  Seats seats() {
    return seats;
  }

  ReplicaProbe probe() {
    return probe;
  }

  Outbox outbox(String venueId) {
    return new Outbox(partitions.of(venueId), connections);
  }

  /** In the words of the script, or why it failed. */
  CompletableFuture<String> word(SeatCommand command) {
    return partitions.of(command.venueId()).submit(command)
        .handle((reply, failure) -> failure == null ? reply.word() : failure.getMessage());
  }

  @Override
  public void close() {
    probe.stop();
    connections.destroy();
  }
}
