package io.seatlock.best;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tasks that may wait: those of one venue are started one after the other, as they came, the venues side by side. */
final class Turns {

  private final Map<String, CompletableFuture<@Nullable Void>> last = new ConcurrentHashMap<>();

  private final Executor executor = Thread::startVirtualThread;

  /** Whether a task of the venue has not been started. */
  boolean anyOf(String venueId) {
    return last.containsKey(venueId);
  }

  /**
   * Does not wait.
   *
   * @param task its turn is over when it returns, whether or not its answer is there
   */
  <T> CompletableFuture<T> next(String venueId, Supplier<CompletableFuture<T>> task) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    CompletableFuture<@Nullable Void> turn = new CompletableFuture<>();
    CompletableFuture<@Nullable Void> before = last.put(venueId, turn);
    Runnable start = () -> {
      start(task, answer);
      last.remove(venueId, turn);
      turn.complete(null);
    };
    if (before == null) {
      executor.execute(start);
    } else {
      var _ = before.thenRunAsync(start, executor);
    }
    return answer;
  }

  private static <T> void start(Supplier<CompletableFuture<T>> task, CompletableFuture<T> answer) {
    try {
      var _ = task.get().whenComplete((result, failure) -> {
        if (failure == null) {
          answer.complete(result);
        } else {
          answer.completeExceptionally(failure);
        }
      });
    } catch (Throwable failure) { // an Error, too: others wait
      answer.completeExceptionally(failure);
    }
  }
}
