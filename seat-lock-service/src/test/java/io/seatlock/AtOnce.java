package io.seatlock;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** A crowd: all are ready before the first one starts. */
final class AtOnce {

  private AtOnce() {}

  /** @return what each got, in the order of their numbers from 0 */
  static <T> List<T> run(int users, IntFunction<T> user) throws Exception {
    CountDownLatch ready = new CountDownLatch(users);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < users; i++) {
        int number = i;
        running.add(threads.submit(() -> {
          ready.countDown();
          ready.await();
          return user.apply(number);
        }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    }
  }
}
