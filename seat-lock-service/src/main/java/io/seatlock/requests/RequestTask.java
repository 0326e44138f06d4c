package io.seatlock.requests;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What is to be done with a record: a command to submit, or a dead letter to write.
 *
 * @param target what the task depends on: a venue, or the dead-letter topic. While it is unavailable, all its tasks
 *     wait, in order
 * @param attempt starts an attempt; may be called again after a failure. The future completes exceptionally if the
 *     attempt failed
 */
record RequestTask(String target, Supplier<? extends CompletableFuture<?>> attempt) {

  /** The target of all dead letters. */
  static final String DEAD_LETTERS = "dead letters";

  boolean isDeadLetter() {
    return target.equals(DEAD_LETTERS);
  }

  CompletableFuture<?> start() {
    try {
      return attempt.get();
    } catch (RuntimeException failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }
}
