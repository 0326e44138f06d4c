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

  /** Above Redis' connection (0), below the sweep and the web server: the last to stop. */
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

  /** If Redis does not let it read the outbox, the script's own calls meet the same and report it. */
  private Duration run(Relay relay) throws InterruptedException {
    try {
      return relay.runOnce();
    } catch (DataAccessException failure) {
      throw SeatsUnavailable.reported("The outbox can't be read", failure);
    }
  }

  /** All at once, so that many partitions take no longer than the slowest. */
  @Override
  protected void cleanUp() {
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      relays.forEach(relay -> each.execute(relay::handBack));
    }
  }
}
