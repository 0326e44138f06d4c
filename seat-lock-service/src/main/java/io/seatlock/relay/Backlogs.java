package io.seatlock.relay;

import io.seatlock.loop.BackgroundLoops;
import io.seatlock.loop.Loop;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.outbox.Outbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The number and age of the waiting events of each outbox. They are read in the background, so that metrics and health
 * don't query Redis.
 */
final class Backlogs extends BackgroundLoops {

  private static final Duration BETWEEN_READS = Duration.ofSeconds(1);

  private final List<Outbox> outboxes;

  /** By partition. A partition that could not be read last time is missing. */
  private final Map<Integer, Outbox.Backlog> latest = new ConcurrentHashMap<>();

  Backlogs(List<Outbox> outboxes) {
    super(DEFAULT_PHASE);
    this.outboxes = outboxes;
  }

  /**
   * The backlog that was read last.
   *
   * @return null if the last attempt to read it failed, or none was made yet
   */
  Outbox.@Nullable Backlog of(Outbox outbox) {
    return latest.get(outbox.partition());
  }

  /**
   * Reads one backlog. An outage is reported by the calls themselves; here it only removes the figures.
   *
   * @return how long to rest
   */
  Duration read(Outbox outbox) {
    try {
      latest.put(outbox.partition(), outbox.backlog());
    } catch (SeatsUnavailable away) {
      latest.remove(outbox.partition());
    }
    return BETWEEN_READS;
  }

  /** One loop for each outbox, so that a server that does not answer does not delay the figures of other partitions. */
  @Override
  protected List<Loop> startLoops() {
    return outboxes.stream().map(outbox -> Loop.start("backlog", () -> read(outbox))).toList();
  }
}
