package io.seatlock.store.outbox;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.seat;
import static io.seatlock.seat.Commands.unlock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Seats;
import io.seatlock.store.SharedRedis;
import io.seatlock.store.TestRedis;
import io.seatlock.store.script.Partitions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SharedRedis
class OutboxIntegrationTests {

  private static final Duration LONG = Duration.ofMinutes(1);

  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private final TestRedis redis = TestRedis.emptied();

  private final Partitions partitions = redis.partitions(new LockLimits(null, null, null, null, 0));

  private final Seats seats = TestRedis.seats(partitions);

  private final Outbox outbox = new Outbox(partitions.of("hall"), redis.connections());

  private final Outbox.Reader reader = outbox.reader();

  @AfterEach
  void close() {
    reader.close();
  }

  private void threeEvents() {
    seats.perform(lock("änn", LONG, seat("A", 1)));
    seats.perform(unlock(by("änn"), seat("A", 1)));
    seats.perform(lock("bob", LONG, seat("A", 1)));
  }

  private List<OutboxEntry> read() {
    return reader.read(Outbox.START, 10, AT_ONCE);
  }

  @Test
  void readsTheOldestFirstAndForgetsNothingByReading() {
    threeEvents();

    assertThat(read()).extracting(entry -> entry.fields().get("kind") + " " + entry.fields().get("userId"))
        .containsExactly("locked änn", "unlocked änn", "locked bob");
    assertThat(read()).isEqualTo(read()).hasSize(3);
    assertThat(reader.read(Outbox.START, 2, AT_ONCE)).isEqualTo(read().subList(0, 2));
    assertThat(reader.read(read().get(1).id(), 2, AT_ONCE)).isEqualTo(read().subList(2, 3));
  }

  @Test
  void missingFieldIsNamed() {
    assertThatThrownBy(() -> OutboxEntry.read("1-0", Map.of()).event()).hasMessage("it has no kind");
  }

  @Test
  void confirmRemovesTheConfirmedOnes() {
    threeEvents();
    List<OutboxEntry> all = read();

    assertThat(outbox.confirm(all.subList(0, 2)).removed()).isEqualTo(2);

    assertThat(read()).containsExactly(all.get(2));
  }

  @Test
  void inFastModeRedisIsNotAskedWhetherItKeepsAnEvent() {
    assertThat(outbox.isReplicated(OutboxEntry.read("1-1", Map.of()))).isTrue();
  }

  @Test
  void confirmRemovesWhatStandsBehindAnEventThatWaits() {
    threeEvents();
    List<OutboxEntry> all = read();

    assertThat(outbox.confirm(List.of(all.get(2), all.get(1))).removed()).as("in any order").isEqualTo(2);

    assertThat(read()).containsExactly(all.get(0));
  }

  @Test
  void lateConfirmOfAPausedRelayRemovesNothingElse() {
    threeEvents();
    List<OutboxEntry> all = read();
    outbox.confirm(all.subList(0, 2));

    assertThat(outbox.confirm(all.subList(0, 1)).removed()).isZero();
    assertThat(outbox.confirm(all.subList(0, 2)).removed()).isZero();

    assertThat(read()).containsExactly(all.get(2));
    outbox.confirm(all.subList(2, 3));
    seats.perform(unlock(by("bob"), seat("A", 1)));
    assertThat(outbox.confirm(all).removed()).isZero();
    assertThat(read()).hasSize(1);
  }

  @Test
  void readsBehindAnEventThatStays() throws Exception {
    threeEvents();
    List<OutboxEntry> all = read();

    assertThat(reader.readBehind(all.get(0), 1, AT_ONCE)).containsExactly(all.get(1));
    assertThat(reader.readBehind(all.get(2), 10, AT_ONCE)).isEmpty();
    CompletableFuture<List<OutboxEntry>> waiting = CompletableFuture
        .supplyAsync(() -> reader.readBehind(all.get(2), 10, Duration.ofSeconds(4)), Thread::startVirtualThread);
    seats.perform(unlock(by("bob"), seat("A", 1)));
    assertThat(waiting.get(5, TimeUnit.SECONDS)).hasSize(1);
    outbox.confirm(all.subList(2, 3));
    assertThat(reader.readBehind(all.get(2), 10, AT_ONCE)).as("it is gone").isNull();
  }

  @Test
  void idsGoOnRisingAfterAllWasRemoved() {
    threeEvents();
    OutboxEntry last = read().getLast();
    outbox.confirm(read());
    seats.perform(unlock(by("bob"), seat("A", 1)));

    assertThat(reader.read(last.id(), 10, AT_ONCE)).hasSize(1);
  }

  @Test
  void readWaitsForTheFirstEvent() throws Exception {
    CompletableFuture<List<OutboxEntry>> waiting = CompletableFuture
        .supplyAsync(() -> reader.read(Outbox.START, 10, Duration.ofSeconds(4)), Thread::startVirtualThread);
    seats.perform(lock("ann", LONG, seat("A", 1)));

    assertThat(waiting.get(5, TimeUnit.SECONDS)).hasSize(1);
  }

  @Test
  void readOfNothingIsEmpty() {
    assertThat(read()).isEmpty();
  }

  @Test
  void backlogIsLengthAndAge() throws InterruptedException {
    assertThat(outbox.backlog()).isEqualTo(new Outbox.Backlog(0, Duration.ZERO, 0));
    threeEvents();
    Thread.sleep(5);

    assertThat(outbox.backlog().events()).isEqualTo(3);
    assertThat(outbox.backlog().age()).isBetween(Duration.ofMillis(5), Duration.ofSeconds(30));
  }
}
