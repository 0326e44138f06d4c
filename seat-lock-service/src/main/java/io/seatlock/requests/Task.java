package io.seatlock.requests;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What is to be done with a record: a command for the seats, or a dead letter to be written.
 *
 * @param place where it is done; while a place is out of reach, all tasks of that place wait in their order
 * @param attempt may be repeated; completes exceptionally if it failed
 */
record Task(String place, Supplier<? extends CompletableFuture<?>> attempt) {

  CompletableFuture<?> start() {
    try {
      return attempt.get();
    } catch (RuntimeException failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }
}
