package io.seatlock.best;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChoosingThreadsTests {

  @Test
  void choicesAreMadeOnFewPlatformThreads() {
    try (ChoosingThreads threads = new ChoosingThreads()) {
      AtomicInteger running = new AtomicInteger();
      List<CompletableFuture<Integer>> choices = IntStream.range(0, 50)
          .mapToObj(_ -> CompletableFuture.supplyAsync(() -> threads.run(() -> {
            assertThat(Thread.currentThread().isVirtual()).isFalse();
            int together = running.incrementAndGet();
            LockSupport.parkNanos(1_000_000);
            running.decrementAndGet();
            return together;
          }), Thread::startVirtualThread)).toList();

      assertThat(choices).allSatisfy(choice -> assertThat(choice.join())
          .isLessThanOrEqualTo(Math.max(1, Runtime.getRuntime().availableProcessors() / 2)));
    }
  }

  @Test
  void failureOfAChoiceIsThatOfTheCaller() {
    try (ChoosingThreads threads = new ChoosingThreads()) {
      assertThatThrownBy(() -> threads.run(() -> {
        throw new IllegalStateException("a bug");
      })).isInstanceOf(IllegalStateException.class).hasMessage("a bug");
    }
  }
}
