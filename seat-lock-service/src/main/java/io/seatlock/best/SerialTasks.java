package io.seatlock.best;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks that may block: the tasks of one venue start one after the other, in order of submission; different venues
 * run in parallel.
 */
final class SerialTasks {

  private final Map<String, CompletableFuture<@Nullable Void>> last = new ConcurrentHashMap<>();

  private final Executor executor = Thread::startVirtualThread;

  /** Whether a task of the venue is waiting or being started. */
  boolean isBusy(String venueId) {
    return last.containsKey(venueId);
  }

  /**
   * Submits a task. Does not block.
   *
   * @param task the next task of the venue starts when this one returns, even if its future is not completed
   */
  <T> CompletableFuture<T> submit(String venueId, Supplier<CompletableFuture<T>> task) {
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
    } catch (Throwable failure) { // also an Error: callers wait for the result
      answer.completeExceptionally(failure);
    }
  }
}
