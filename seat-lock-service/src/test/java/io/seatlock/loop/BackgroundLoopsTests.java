package io.seatlock.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackgroundLoopsTests {

  /** Below what a loop is given for its last step. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private static final Duration UNTIL_NUDGED = Duration.ofDays(1);

  private final CountDownLatch started = new CountDownLatch(1);

  private final CompletableFuture<Thread> last = new CompletableFuture<>();

  private final CompletableFuture<Boolean> lastEndedMeanwhile = new CompletableFuture<>();

  /** The first one's last step goes on until the last one has ended. */
  @Test
  void allLoopsAreToldToStopBeforeAnyIsWaitedFor() throws Exception {
    BackgroundLoops many = new BackgroundLoops(0) {
      @Override
      protected List<Loop> startLoops() {
        List<Loop> loops = new ArrayList<>(List.of(Loop.start("first", BackgroundLoopsTests.this::waitForTheLast)));
        IntStream.range(0, 62).forEach(_ -> loops.add(Loop.start("one of many", () -> UNTIL_NUDGED)));
        loops.add(Loop.start("last", () -> {
          last.complete(Thread.currentThread());
          return UNTIL_NUDGED;
        }));
        return loops;
      }
    };
    many.start();
    started.await();

    many.stop();

    assertThat(lastEndedMeanwhile).isCompletedWithValue(true);
    assertThat(many.isRunning()).isFalse();
  }

  private Duration waitForTheLast() throws Exception {
    Thread other = last.get();
    started.countDown();
    lastEndedMeanwhile.complete(other.join(PATIENCE));
    return UNTIL_NUDGED;
  }
}
