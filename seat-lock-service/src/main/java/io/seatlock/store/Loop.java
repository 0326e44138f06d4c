package io.seatlock.store;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats a step on a virtual thread of its own. The step says how long to rest; a nudge ends the
 * rest, and a nudge that arrives during the step is not lost. A failed step is tried again, and said
 * once, not each time.
 */
public final class Loop implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Loop.class);

  private static final Duration REST_AFTER_FAILURE = Duration.ofMillis(250);

  private static final Duration PATIENCE_WITH_LAST_STEP = Duration.ofSeconds(5);

  private final String name;

  private final Step step;

  private final Semaphore nudges = new Semaphore(0);

  private final Thread thread;

  private volatile boolean closed;

  private boolean failing;

  private Loop(String name, Step step) {
    this.name = name;
    this.step = step;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::repeat);
  }

  public static Loop start(String name, Step step) {
    Loop loop = new Loop(name, step);
    loop.thread.start();
    return loop;
  }

  public void nudge() {
    nudges.release();
  }

  /** Lets the running step end, then stops; waits for it. */
  @Override
  public void close() {
    closed = true;
    nudge();
    try {
      thread.join(PATIENCE_WITH_LAST_STEP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void repeat() {
    while (!closed) {
      rest(attempt());
    }
  }

  private Duration attempt() {
    try {
      Duration rest = step.run();
      if (failing) {
        log.info("{} works again", name);
        failing = false;
      }
      return rest;
    } catch (Exception e) {
      if (!failing && !closed) {
        log.warn("{} failed and is tried again until it works: {}", name, e.toString());
        failing = true;
      }
      return REST_AFTER_FAILURE;
    }
  }

  private void rest(Duration rest) {
    try {
      if (nudges.tryAcquire(rest.toNanos(), TimeUnit.NANOSECONDS)) {
        nudges.drainPermits();
      }
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  /** One round of a loop. */
  @FunctionalInterface
  public interface Step {

    /** @return how long to rest before the next round, if nobody nudges */
    Duration run() throws Exception;
  }
}
