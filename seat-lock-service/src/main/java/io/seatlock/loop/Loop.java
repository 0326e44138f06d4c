package io.seatlock.loop;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.seatlock.seat.SeatsUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/**
 * Repeats a step on a virtual thread of its own. The step returns how long to rest. A nudge ends the rest; one that
 * arrives during the step ends the next rest at once. A failed step is retried after 250 ms. A failure is logged once
 * until the step has not failed for a while, which is logged, too. An outage that is reported elsewhere is not logged.
 * Failures are counted by {@code seat.lock.loop.failures}.
 */
public final class Loop implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Loop.class);

  private static final Duration REST_AFTER_FAILURE = Duration.ofMillis(250);

  /**
   * How long the step must not have failed until that is logged, so that a step that fails now and then does not fill
   * the log.
   */
  private static final Duration QUIET_PERIOD = Duration.ofSeconds(5);

  private static final Duration MAX_WAIT_FOR_LAST_STEP = Duration.ofSeconds(5);

  private final String name;

  private final Step step;

  private final Duration firstRest;

  private final Counter failures;

  private final Semaphore nudges = new Semaphore(0);

  private final Thread thread;

  private volatile boolean closed;

  private boolean failing;

  /** When the step failed last, {@link System#nanoTime()}. */
  private long failedAt;

  private Loop(String name, Duration firstRest, Step step) {
    this.name = name;
    this.step = step;
    this.firstRest = firstRest;
    this.failures = Counter.builder("seat.lock.loop.failures").tag("loop", name)
        .description("Steps of a background loop that failed and were retried").register(Metrics.globalRegistry);
    this.thread = Thread.ofVirtual().name(name).unstarted(this::repeat);
  }

  public static Loop start(String name, Step step) {
    return startAfter(Duration.ZERO, name, step);
  }

  /**
   * Starts a loop that rests first, for a step whose first round was run by the caller.
   *
   * @param rest before the first round
   */
  public static Loop startAfter(Duration rest, String name, Step step) {
    Loop loop = new Loop(name, rest, step);
    loop.thread.start();
    return loop;
  }

  /** Ends the present rest, or the one after the running step. */
  public void nudge() {
    nudges.release();
  }

  /** Makes the running step the last one. Does not wait for its end. */
  void stop() {
    closed = true;
    nudge();
  }

  /** Stops after the running step, and waits for its end up to 5 s. */
  @Override
  public void close() {
    stop();
    awaitEnd(System.nanoTime() + MAX_WAIT_FOR_LAST_STEP.toNanos());
  }

  /**
   * Stops all loops at once, then waits for their ends up to 5 s in all, so that many loops take no longer than the
   * slowest one.
   */
  public static void close(List<Loop> loops) {
    loops.forEach(Loop::stop);
    long deadline = System.nanoTime() + MAX_WAIT_FOR_LAST_STEP.toNanos();
    loops.forEach(loop -> loop.awaitEnd(deadline));
  }

  /** @param deadline {@link System#nanoTime()} */
  private void awaitEnd(long deadline) {
    try {
      thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void repeat() {
    rest(firstRest);
    while (!closed) {
      rest(attempt());
    }
  }

  private Duration attempt() {
    try {
      Duration rest = step.run();
      if (failing && isQuiet(rest)) {
        log.info("{} works again", name);
        failing = false;
      }
      return rest;
    } catch (Throwable e) { // also an Error, which must not end the loop unnoticed
      failedAt = System.nanoTime();
      failures.increment();
      if (!failing && !closed && !isReported(e)) {
        log(e);
        failing = true;
      }
      return REST_AFTER_FAILURE;
    }
  }

  private static boolean isReported(Throwable failure) {
    return failure instanceof SeatsUnavailable outage && outage.isReported();
  }

  /** Without a stack trace if Redis does not answer. Everything else may be a defect. */
  private void log(Throwable failure) {
    if (failure instanceof SeatsUnavailable) {
      log.warn("{} failed and is retried: {}", name, message(failure));
    } else {
      log.warn("{} failed and is retried: {}", name, message(failure), failure);
    }
  }

  private boolean isQuiet(Duration rest) {
    return rest.compareTo(QUIET_PERIOD) > 0 || System.nanoTime() - failedAt >= QUIET_PERIOD.toNanos();
  }

  /** The failure with its root cause, which contains the server's message. */
  private static String message(Throwable failure) {
    Throwable root = NestedExceptionUtils.getRootCause(failure);
    return root == null ? failure.toString() : failure + ": " + root.getMessage();
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
