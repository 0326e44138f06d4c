package io.seatlock.store.safe;

import static io.seatlock.seat.Commands.lock;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.seat.Outcome;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatGroup;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.TestPair;
import io.seatlock.store.outbox.Outbox;
import io.seatlock.store.outbox.OutboxEntry;
import io.seatlock.testkit.LongRunning;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several instances in safe mode share a primary with a healthy replica: nothing is refused, and nobody waits for others. */
@LongRunning
class SeveralWritersIntegrationTests {

  private static final Duration LONG = Duration.ofMinutes(1);

  private static final Duration UNDER_LOAD = Duration.ofSeconds(2);

  /** Locks of each caller, however slow the machine is. Enough for all partitions, and for 100 in all. */
  private static final int FEWEST = 30;

  private static final int FEWEST_QUESTIONS = 20;

  @AutoClose
  private static final TestPair pair = TestPair.start();

  private List<SafeInstance> instances = List.of();

  private final LongAdder granted = new LongAdder();

  private final LongAdder refused = new LongAdder();

  private void start(int count, int partitions) {
    pair.reset();
    // A busy machine is no replica that is away.
    instances = IntStream.range(0, count)
        .mapToObj(_ -> new SafeInstance(pair.address(), partitions, Duration.ofSeconds(10))).toList();
    instances.forEach(instance -> instance.probe().start());
  }

  @AfterEach
  void close() {
    instances.forEach(SafeInstance::close);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 64", "2, 1, 2", "2, 1, 64", "3, 1, 2", "3, 1, 64", "3, 4, 2", "3, 4, 64"})
  void nothingIsRefusedWhileTheReplicaIsHealthy(int count, int partitions, int callers) {
    start(count, partitions);

    load(callers, System.nanoTime() + UNDER_LOAD.toNanos());

    System.out.printf("Safe mode, %d instances, %d partitions, %d callers each: %,d granted, %,d refused%n", count,
        partitions, callers, granted.sum(), refused.sum());
    assertThat(granted.sum()).isGreaterThan(100);
    assertThat(refused.sum()).isZero();
  }

  /** @param end {@link System#nanoTime()} */
  private void load(int callers, long end) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int instance = 0; instance < instances.size(); instance++) {
        for (int caller = 0; caller < callers; caller++) {
          String row = "R" + instance + "." + caller;
          SafeInstance asked = instances.get(instance);
          threads.execute(() -> call(asked, row, end));
        }
      }
    }
  }

  private void call(SafeInstance instance, String row, long end) {
    for (int i = 0; i < FEWEST || System.nanoTime() < end; i++) {
      SeatId seat = new SeatId("hall-" + i % 8, row, String.valueOf(i));
      try {
        assertThat(instance.seats().perform(lock("ann", LONG, null, SeatGroup.of(seat))))
            .isInstanceOf(Outcome.Done.class);
        granted.increment();
      } catch (SeatsUnavailable unavailable) {
        refused.increment();
      }
    }
  }

  @Test
  void relaysQuestionIsNotDisturbedByOthers() {
    start(3, 1);
    Outbox outbox = instances.getFirst().outbox("hall-0");
    try (Outbox.Reader reader = outbox.reader()) {
      CompletableFuture<Void> load = CompletableFuture
          .runAsync(() -> load(4, System.nanoTime() + UNDER_LOAD.toNanos()), Thread::startVirtualThread);
      long asked = 0;
      while (!load.isDone() || asked < FEWEST_QUESTIONS) {
        List<OutboxEntry> entries = reader.read(Outbox.START, 10, Duration.ofMillis(100));
        assertThat(entries.isEmpty() || outbox.isReplicated(entries.getLast())).as("question %d", asked++).isTrue();
      }
    }
    assertThat(refused.sum()).isZero();
  }

  @Test
  void marksOfWritersThatAreGoneDisappear() {
    start(2, 4);
    load(1, System.nanoTime() + Duration.ofMillis(300).toNanos());

    List<String> marks = pair.onPrimary().keys("*seat-barrier:*");

    assertThat(marks).as("one for each partition and instance, and for each probe").hasSizeBetween(10, 12)
        .allSatisfy(mark -> assertThat(pair.onPrimary().pttl(mark)).isBetween(1L, 60_000L));
  }

  @Test
  void partitionDoesNotWaitForTheReplicaOfAnother() {
    start(1, 4);
    SafeInstance instance = instances.getFirst();
    List<String> venues = Stream.of("hall-0", "hall-1")
        .filter(venue -> instance.partitions().of(venue).number() != instance.partitions().of("hall-0").number())
        .toList();
    assertThat(venues).hasSize(1);
    pair.replica().pause();
    CompletableFuture<String> waits = instance
        .word(lock("ann", LONG, null, SeatGroup.of(new SeatId("hall-0", "A", "1"))));

    String looked = instance.word(new SeatCommand.Look(
        SeatGroup.of(new SeatId(venues.getFirst(), "A", "1")))).join();

    assertThat(looked).isEqualTo("DONE");
    assertThat(waits).isNotDone();
    pair.replica().resume();
    assertThat(waits.join()).isEqualTo("DONE");
  }
}
