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

/** What waits in each outbox, read in the background: neither metrics nor health ask Redis. */
final class Backlogs extends BackgroundLoops {

  private static final Duration BETWEEN_READS = Duration.ofSeconds(1);

  private final List<Outbox> outboxes;

  /** By partition; one that could not be read is missing. */
  private final Map<Integer, Outbox.Backlog> latest = new ConcurrentHashMap<>();

  Backlogs(List<Outbox> outboxes) {
    super(DEFAULT_PHASE);
    this.outboxes = outboxes;
  }

  /** @return null if it is not known now */
  Outbox.@Nullable Backlog of(Outbox outbox) {
    return latest.get(outbox.partition());
  }

  /** An outage is reported by the calls themselves; here it only leaves a gap. */
  Duration read(Outbox outbox) {
    try {
      latest.put(outbox.partition(), outbox.backlog());
    } catch (SeatsUnavailable away) {
      latest.remove(outbox.partition());
    }
    return BETWEEN_READS;
  }

  /** A loop for each, so that a server that does not answer leaves no old figures of other partitions behind. */
  @Override
  protected List<Loop> startLoops() {
    return outboxes.stream().map(outbox -> Loop.start("backlog", () -> read(outbox))).toList();
  }
}
