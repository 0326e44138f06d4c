package io.seatlock.requests;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What is to be done with a record: a command for the seats, or a dead letter to be written.
 *
 * @param place what the task needs: a venue, or the dead-letter topic; while it is out of reach, all its tasks wait in
 *     order
 * @param attempt may be repeated; completes exceptionally if it failed
 */
record RequestTask(String place, Supplier<? extends CompletableFuture<?>> attempt) {

  CompletableFuture<?> start() {
    try {
      return attempt.get();
    } catch (RuntimeException failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }
}
