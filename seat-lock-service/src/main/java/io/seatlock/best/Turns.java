package io.seatlock.best;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Tasks that may wait: those of one venue are carried out one after the other, as they came, the venues side by side. */
final class Turns {

  private final Map<String, CompletableFuture<?>> last = new ConcurrentHashMap<>();

  private final Executor executor = Thread::startVirtualThread;

  /** Whether a task of the venue has not ended. */
  boolean anyOf(String venueId) {
    return last.containsKey(venueId);
  }

  /** @return completes as the task ends; does not wait for it */
  <T> CompletableFuture<T> next(String venueId, Supplier<T> task) {
    CompletableFuture<T> turn = new CompletableFuture<>();
    CompletableFuture<?> before = last.put(venueId, turn);
    if (before == null) {
      executor.execute(() -> run(venueId, turn, task));
    } else {
      before.whenCompleteAsync((_, _) -> run(venueId, turn, task), executor);
    }
    return turn;
  }

  private <T> void run(String venueId, CompletableFuture<T> turn, Supplier<T> task) {
    try {
      T result = task.get();
      last.remove(venueId, turn);
      turn.complete(result);
    } catch (Throwable failure) { // an Error, too: others wait
      last.remove(venueId, turn);
      turn.completeExceptionally(failure);
    }
  }
}
