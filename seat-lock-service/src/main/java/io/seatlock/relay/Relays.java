package io.seatlock.relay;

import io.seatlock.loop.BackgroundLoops;
import io.seatlock.loop.Loop;
import java.util.List;

/** Runs a relay for each partition; started before the web server and stopped after it. */
final class Relays extends BackgroundLoops {

  /** Above Redis' connection (0), below the sweep and the web server: the last to stop. */
  private static final int PHASE = 100;

  private final List<Relay> relays;

  private volatile boolean stopping;

  Relays(List<Relay> relays) {
    super(PHASE);
    this.relays = relays;
  }

  @Override
  protected List<Loop> startLoops() {
    stopping = false;
    return relays.stream().map(relay -> Loop.start("relay", () -> relay.runOnce(() -> stopping))).toList();
  }

  @Override
  public synchronized void stop() {
    stopping = true;
    super.stop();
  }

  @Override
  protected void cleanUp() {
    relays.forEach(Relay::handBack);
  }
}
