package io.seatlock.store.safe;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.seat.Commands;
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

  /** How long Redis may take, in addition to the replica. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration SOON = Duration.ofSeconds(30);

  private static final LockLimits LIMITS = new LockLimits(null, null, null, null, 0);

  private final LettuceConnectionFactory connections;

  private final StoreStatus status;

  private final Replicas replicas;

  private final Partitions partitions;

  private final Seats seats;

  private final ReplicaProbe probe;

  /** @param timeout how long the replica may take */
  public SafeInstance(RedisConfiguration redis, int count, Duration timeout) {
    Duration patience = timeout.plus(PATIENCE);
    connections = TestRedis.connections(redis, patience);
    status = new StoreStatus(count);
    DurabilitySettings settings = new DurabilitySettings(DurabilitySettings.Mode.SAFE, 1, timeout);
    SharedConnection connection = new SharedConnection(connections);
    replicas = new Replicas(status, settings, Script.withOwnConnection(connection), System::nanoTime);
    partitions = Partitions.of(count,
        keys -> new ReplicatedScript(Script.withOwnConnection(connection), keys, settings, replicas),
        new RedisTimeouts(patience), LIMITS,
        new SimpleMeterRegistry());
    seats = TestRedis.seats(partitions);
    probe = new ReplicaProbe(partitions.all().stream().map(Partition::keys).toList(), settings, replicas,
        new RedisTimeouts(patience));
  }

  /** An instance of one partition whose connection is open and whose replica confirms, so that no command waits. */
  static SafeInstance ready(RedisConfiguration redis, Duration timeout) {
    SafeInstance instance = new SafeInstance(redis, 1, timeout);
    instance.awaitConfirming();
    instance.seats.perform(Commands.look(Commands.seat("any", 1)));
    return instance;
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

  /**
   * Probes until the replicas confirm; on a busy machine the first answer may be late. Before that every change is
   * refused. The probe must not run meanwhile.
   */
  public void awaitConfirming() {
    await().atMost(SOON).until(() -> {
      probe.runOnce();
      return partitions.all().stream().map(Partition::keys).allMatch(replicas::areConfirming);
    });
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
