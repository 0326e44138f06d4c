package io.seatlock.store.expiry;

import io.seatlock.loop.BackgroundLoops;
import io.seatlock.loop.Loop;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.health.SetupWarnings;
import io.seatlock.store.redis.RedisError;
import io.seatlock.store.script.Partition;
import io.seatlock.store.script.Partitions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Subscribes to Redis' expiry notifications, {@code __keyevent@<db>__:expired}. A notification only triggers the same
 * conditional {@code expire} command that the sweep sends, so a late, repeated or missing notification does no harm.
 */
public final class ExpiryListener extends BackgroundLoops {

  private static final String SOURCE = "expiry-listener";

  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

  /** Back-off after a refusal that only an operator can resolve; doubled after each further one. */
  private static final Duration FIRST_REST = Duration.ofSeconds(1);

  private static final Duration LONGEST_REST = Duration.ofMinutes(1);

  /**
   * Most expiry commands in flight. Further notifications are ignored, because the sweep handles those seats anyway.
   */
  private static final int MAX_IN_FLIGHT = 256;

  /** Above Redis' connection (0) and the relay, below the web server. */
  private static final int PHASE = 200;

  private final Partitions partitions;

  private final Supplier<ExpiryChannel> newChannel;

  private final Semaphore permits = new Semaphore(MAX_IN_FLIGHT);

  private final SetupWarnings warnings;

  private @Nullable ExpiryChannel channel;

  private Duration rest = FIRST_REST;

  public ExpiryListener(Partitions partitions, LettuceConnectionFactory redis, SetupWarnings warnings) {
    super(PHASE);
    this.warnings = warnings;
    this.partitions = partitions;
    this.newChannel = () -> ExpiryChannel.open(redis, this::onExpired);
  }

  /** @param newChannel opens a subscription; throws if Redis can't be reached, or refused it */
  ExpiryListener(Partitions partitions, Supplier<ExpiryChannel> newChannel, SetupWarnings warnings) {
    super(PHASE);
    this.warnings = warnings;
    this.partitions = partitions;
    this.newChannel = newChannel;
  }

  /** @param key name of an expired key, of any client of this Redis database */
  void onExpired(String key) {
    for (Partition partition : partitions.all()) {
      SeatId seat = partition.keys().seatOfLock(key);
      if (seat != null && permits.tryAcquire()) {
        var _ = partition.submit(new SeatCommand.Expire(seat)).whenComplete((_, _) -> permits.release());
      }
    }
  }

  /**
   * Subscribes as soon as Redis can be reached, and to each primary that a Cluster gets later.
   *
   * @return how long to rest
   */
  Duration subscribe() {
    boolean open = channel != null;
    try {
      open().renew();
      warnings.set(SOURCE, List.of());
      rest = FIRST_REST;
      return CHECK_INTERVAL;
    } catch (RuntimeException failure) {
      RedisError error = RedisError.ofCall(failure, null);
      if (error.isSetupProblem()) {
        return refused(error);
      }
      if (open) {
        // Lettuce opens the connection again and renews the subscription.
        return CHECK_INTERVAL;
      }
      // Commands on seats fail for the same reason and report it.
      throw RedisError.isRedisFailure(failure) ? SeatsUnavailable.reported(error.sentence(), failure) : failure;
    }
  }

  private ExpiryChannel open() {
    ExpiryChannel known = channel;
    if (known == null) {
      known = newChannel.get();
      channel = known;
    }
    return known;
  }

  private Duration refused(RedisError error) {
    cleanUp();
    warnings.set(SOURCE, List.of("The service can't subscribe to Redis' expiry notifications (" + error.sentence()
        + "). Locks end on time without them. Give the user the right, or set seat-lock.sweep.expiry-listener=false."));
    Duration now = rest;
    rest = now.multipliedBy(2).compareTo(LONGEST_REST) < 0 ? now.multipliedBy(2) : LONGEST_REST;
    return now;
  }

  @Override
  protected List<Loop> startLoops() {
    return List.of(Loop.start("expiry-listener", this::subscribe));
  }

  @Override
  protected void cleanUp() {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }
}
