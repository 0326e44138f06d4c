package io.seatlock.loop;

import java.util.List;
import org.springframework.context.SmartLifecycle;

/** Runs background loops from the start to the stop of the application context. */
public abstract class BackgroundLoops implements SmartLifecycle {

  private final int phase;

  private List<Loop> loops = List.of();

  /** @param phase beans with a lower phase start earlier and stop later */
  protected BackgroundLoops(int phase) {
    this.phase = phase;
  }

  /** Starts the loops. They are stopped by this class. */
  protected abstract List<Loop> startLoops();

  /**
   * Called at the stop, after the loops have ended. A step that takes too long may still be running, because {@link
   * Loop#close(List)} waits only for a limited time.
   */
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
