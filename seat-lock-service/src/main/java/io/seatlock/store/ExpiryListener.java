package io.seatlock.store;

import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Listens to {@code __keyevent@<db>__:expired}. What it hears is a nudge and no more: it calls the
 * same guarded {@code expire} as the sweep, so a late, doubled or missing notification does no harm.
 */
final class ExpiryListener extends Background {

  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

  /** Nudges under way at a time; more would only repeat what the sweep is about to do. */
  private static final int MAX_NUDGES = 256;

  /** Above Redis' connection (0) and the relay, below the doors. */
  private static final int PHASE = 200;

  private final Partitions partitions;

  private final LettuceConnectionFactory redis;

  private final Semaphore nudges = new Semaphore(MAX_NUDGES);

  private @Nullable ExpiryChannel channel;

  ExpiryListener(Partitions partitions, LettuceConnectionFactory redis) {
    super(PHASE);
    this.partitions = partitions;
    this.redis = redis;
  }

  void onExpired(String key) {
    for (Partition partition : partitions.all()) {
      SeatId seat = partition.keys().seatOfLock(key);
      if (seat != null && nudges.tryAcquire()) {
        var _ = partition.submit(new SeatCommand.Expire(seat)).whenComplete((_, _) -> nudges.release());
      }
    }
  }

  /** Subscribes as soon as Redis can be reached, and to each primary that a Cluster gets later. */
  private Duration subscribe() {
    if (channel == null) {
      channel = ExpiryChannel.open(redis, this::onExpired);
    }
    channel.renew();
    return CHECK_INTERVAL;
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
