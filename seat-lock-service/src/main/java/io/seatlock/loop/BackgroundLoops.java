package io.seatlock.loop;

import java.util.List;
import org.springframework.context.SmartLifecycle;

/** Runs background loops from the start to the stop of the application context. */
public abstract class BackgroundLoops implements SmartLifecycle {

  private final int phase;

  private List<Loop> loops = List.of();

  /** @param phase parts with a lower one start earlier and stop later */
  protected BackgroundLoops(int phase) {
    this.phase = phase;
  }

  protected abstract List<Loop> startLoops();

  /** After the last step of the loops. */
  protected void cleanUp() {}

  @Override
  public final synchronized void start() {
    loops = startLoops();
  }

  @Override
  public synchronized void stop() {
    Loop.close(loops);
    loops = List.of();
    cleanUp();
  }

  @Override
  public final synchronized boolean isRunning() {
    return !loops.isEmpty();
  }

  @Override
  public final int getPhase() {
    return phase;
  }
}
