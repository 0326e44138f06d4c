package io.seatlock.relay;

import io.seatlock.loop.BackgroundLoops;
import io.seatlock.loop.Loop;
import io.seatlock.seat.SeatsUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.dao.DataAccessException;

/** Runs a relay for each partition; started before the web server and stopped after it. */
final class Relays extends BackgroundLoops {

  /** Above Redis' connection and the store's identity, below the sweep and the web server: it stops after those. */
  private static final int PHASE = 100;

  private final List<Relay> relays;

  Relays(List<Relay> relays) {
    super(PHASE);
    this.relays = relays;
  }

  @Override
  protected List<Loop> startLoops() {
    return relays.stream().map(relay -> Loop.start("relay", () -> run(relay))).toList();
  }

  /**
   * A failure to read the outbox counts as reported, because calls of the script fail for the same reason and report
   * it.
   */
  private Duration run(Relay relay) throws InterruptedException {
    try {
      return relay.runOnce();
    } catch (DataAccessException failure) {
      throw SeatsUnavailable.reported("The outbox can't be read", failure);
    }
  }

  /** Releases all leases concurrently, so that many partitions take no longer than the slowest. */
  @Override
  protected void cleanUp() {
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      relays.forEach(relay -> each.execute(relay::handBack));
    }
  }
}
