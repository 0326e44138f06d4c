package io.seatlock.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.LogLines;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LoopTests {

  private static final Duration FOREVER = Duration.ofHours(1);

  private final Semaphore begun = new Semaphore(0);

  private final Semaphore mayEnd = new Semaphore(0);

  private final AtomicInteger rounds = new AtomicInteger();

  /** Each round waits until the test lets it end, then rests for an hour. */
  private Duration guidedRound() throws InterruptedException {
    rounds.incrementAndGet();
    begun.release();
    mayEnd.acquire();
    return FOREVER;
  }

  private void assertNoRoundBegins() throws InterruptedException {
    assertThat(begun.tryAcquire(50, TimeUnit.MILLISECONDS)).isFalse();
  }

  @Test
  void firstRoundBeginsAtOnceAndRestIsKept() throws InterruptedException {
    try (Loop _ = Loop.start("test", this::guidedRound)) {
      begun.acquire();
      mayEnd.release();
      assertNoRoundBegins();
      mayEnd.release();
    }
  }

  @Test
  void loopThatIsToRestFirstDoesSoUntilItIsNudged() throws InterruptedException {
    try (Loop loop = Loop.startAfter(FOREVER, "test", this::guidedRound)) {
      assertNoRoundBegins();

      loop.nudge();

      begun.acquire();
      mayEnd.release();
    }
  }

  @Test
  void nudgeEndsTheRest() throws InterruptedException {
    try (Loop loop = Loop.start("test", this::guidedRound)) {
      begun.acquire();
      mayEnd.release();
      assertNoRoundBegins();

      loop.nudge();

      begun.acquire();
      mayEnd.release();
    }
  }

  @Test
  void nudgeDuringTheStepIsNotLost() throws InterruptedException {
    try (Loop loop = Loop.start("test", this::guidedRound)) {
      begun.acquire();
      loop.nudge();
      mayEnd.release();

      begun.acquire();
      mayEnd.release();
      assertNoRoundBegins();
    }
  }

  @Test
  void manyNudgesAreOneRound() throws InterruptedException {
    try (Loop loop = Loop.start("test", this::guidedRound)) {
      begun.acquire();
      for (int i = 0; i < 100; i++) {
        loop.nudge();
      }
      mayEnd.release();
      begun.acquire();
      mayEnd.release();
      assertNoRoundBegins();
    }
    assertThat(rounds).hasValue(2);
  }

  @Test
  void shortRestEndsByItself() throws InterruptedException {
    CountDownLatch three = new CountDownLatch(3);
    try (Loop _ = Loop.start("test", () -> {
      three.countDown();
      return Duration.ofMillis(1);
    })) {
      three.await();
    }
  }

  @Test
  void failedStepIsTriedAgain() throws InterruptedException {
    CountDownLatch two = new CountDownLatch(2);
    try (Loop _ = Loop.start("test", () -> {
      two.countDown();
      throw new IllegalStateException("on purpose");
    })) {
      two.await();
    }
  }

  @Test
  void errorDoesNotEndTheLoop() throws InterruptedException {
    CountDownLatch two = new CountDownLatch(2);
    try (Loop _ = Loop.start("test", () -> {
      two.countDown();
      throw new NoClassDefFoundError("on purpose");
    })) {
      two.await();
    }
  }

  /** Every loop meets the outage, and the log has its cause already. */
  @Test
  void outageThatIsReportedElsewhereIsNotLoggedAgainButAnotherFailureIs() throws InterruptedException {
    CountDownLatch six = new CountDownLatch(6);
    try (LogLines log = LogLines.ofAll(Loop.class.getName());
        Loop _ = Loop.start("reported", () -> {
          six.countDown();
          throw six.getCount() > 3
              ? SeatsUnavailable.reported("Redis is away", null)
              : new SeatsUnavailable("Redis is slow", null);
        })) {
      six.await();

      assertThat(log.lines()).filteredOn(line -> line.contains("reported failed")).singleElement().asString()
          .contains("Redis is slow");
    }
  }

  /** An outage of Redis is logged without: the stack says nothing. */
  @Test
  void failureIsLoggedWithItsStackAndCounted() throws InterruptedException {
    Counter failures = Metrics.globalRegistry.counter("seat.lock.loop.failures", "loop", "with a stack");
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Metrics.addRegistry(registry);
    CountDownLatch two = new CountDownLatch(2);
    try (LogLines log = LogLines.ofAll(Loop.class.getName())) {
      try (Loop _ = Loop.start("with a stack", () -> {
        two.countDown();
        throw new StackOverflowError("on purpose");
      }); Loop _ = Loop.start("without", () -> {
        throw new SeatsUnavailable("Redis is away", null);
      })) {
        two.await();
        await().until(() -> log.stacks().size() + log.lines().size() >= 3);
      }
      assertThat(log.stacks()).singleElement().asString().contains("on purpose", "LoopTests");
      assertThat(failures.count()).isGreaterThanOrEqualTo(2);
    } finally {
      Metrics.removeRegistry(registry);
    }
  }

  @Test
  void stepThatFailsNowAndThenIsOneLineWithTheReason() throws InterruptedException {
    CountDownLatch six = new CountDownLatch(6);
    try (LogLines log = LogLines.ofAll(Loop.class.getName())) {
      try (Loop _ = Loop.start("now and then", () -> {
        six.countDown();
        if (six.getCount() % 2 == 1) {
          throw new IllegalStateException("no answer", new IllegalArgumentException("READONLY"));
        }
        return Duration.ofMillis(1);
      })) {
        six.await();
      }
      assertThat(log.lines().stream().filter(line -> line.contains("now and then"))).singleElement().asString()
          .contains("no answer", "READONLY");
    }
  }

  @Test
  void closeLetsTheStepEndAndBeginsNoOther() throws InterruptedException {
    AtomicInteger ended = new AtomicInteger();
    AtomicReference<Thread> thread = new AtomicReference<>();
    Loop loop = Loop.start("test", () -> {
      thread.set(Thread.currentThread());
      begun.release();
      Thread.sleep(30);
      ended.incrementAndGet();
      return Duration.ZERO;
    });
    begun.acquire();

    loop.close();

    assertThat(ended).hasPositiveValue();
    assertThat(thread.get().isAlive()).as("a thread that could begin another step").isFalse();
  }

  @Test
  void closeEndsTheRest() throws InterruptedException {
    Loop loop = Loop.start("test", this::guidedRound);
    begun.acquire();
    mayEnd.release();

    loop.close();

    assertThat(rounds).hasValue(1);
  }
}
