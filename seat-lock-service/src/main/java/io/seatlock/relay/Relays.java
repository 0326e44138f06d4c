package io.seatlock.relay;

import io.seatlock.store.Loop;
import java.util.List;
import org.springframework.context.SmartLifecycle;

/** Runs a relay for each partition; started before the doors open and stopped after they are closed. */
final class Relays implements SmartLifecycle {

  /** Above Redis' connection (0), below the sweep and the doors: the last to stop. */
  private static final int PHASE = 100;

  private final List<Relay> relays;

  private List<Loop> loops = List.of();

  private volatile boolean stopping;

  Relays(List<Relay> relays) {
    this.relays = relays;
  }

  @Override
  public synchronized void start() {
    stopping = false;
    loops = relays.stream().map(relay -> Loop.start("relay", () -> relay.runOnce(() -> stopping))).toList();
  }

  @Override
  public synchronized void stop() {
    stopping = true;
    loops.forEach(Loop::close);
    loops = List.of();
    relays.forEach(Relay::handBack);
  }

  @Override
  public synchronized boolean isRunning() {
    return !loops.isEmpty();
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
