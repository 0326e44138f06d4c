package io.seatlock.store;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.seat;
import static io.seatlock.seat.Commands.unlock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Seats;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxIntegrationTests {

  private static final Duration LONG = Duration.ofMinutes(1);

  private static final Duration AT_ONCE = Duration.ofMillis(1);

  /** A venue in the first partition, however many there are; which instance gets a lease depends on its number. */
  private static final String IN_THE_FIRST = "x";

  private final TestRedis redis = TestRedis.emptied();

  private final Partitions partitions = redis.partitions(new LockLimits(null, null, null, null, 0));

  private final Seats seats = new RedisSeats(partitions, new SimpleMeterRegistry());

  private final String lease = redis.key(IN_THE_FIRST, "seat-outbox-lease");

  private final Outbox first = new Outbox(partitions.of(IN_THE_FIRST), redis.connections());

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

    assertThat(read()).extracting(entry -> entry.get("kind") + " " + entry.get("userId"))
        .containsExactly("locked änn", "unlocked änn", "locked bob");
    assertThat(read()).isEqualTo(read()).hasSize(3);
    assertThat(reader.read(Outbox.START, 2, AT_ONCE)).isEqualTo(read().subList(0, 2));
    assertThat(reader.read(read().get(1).id(), 2, AT_ONCE)).isEqualTo(read().subList(2, 3));
  }

  @Test
  void missingFieldIsNamed() {
    assertThatThrownBy(() -> new OutboxEntry("1-0", Map.of("kind", "locked")).get("seat"))
        .hasMessageContaining("seat").hasMessageContaining("1-0");
  }

  @Test
  void confirmForgetsUpToTheConfirmedOne() {
    threeEvents();
    List<OutboxEntry> all = read();

    outbox.confirm(all.get(1));

    assertThat(read()).containsExactly(all.get(2));
  }

  @Test
  void inFastModeRedisIsNotAskedWhetherItKeepsAnEvent() {
    assertThat(outbox.keeps(new OutboxEntry("1-1", Map.of()))).isTrue();
  }

  @Test
  void lateConfirmOfAPausedRelayForgetsNothingElse() {
    threeEvents();
    List<OutboxEntry> all = read();
    outbox.confirm(all.get(1));

    outbox.confirm(all.get(0));
    outbox.confirm(all.get(1));

    assertThat(read()).containsExactly(all.get(2));
    outbox.confirm(all.get(2));
    seats.perform(unlock(by("bob"), seat("A", 1)));
    outbox.confirm(all.get(2));
    assertThat(read()).hasSize(1);
  }

  @Test
  void idsGoOnRisingAfterAllWasForgotten() {
    threeEvents();
    OutboxEntry last = read().getLast();
    outbox.confirm(last);
    seats.perform(unlock(by("bob"), seat("A", 1)));

    assertThat(reader.read(last.id(), 10, AT_ONCE)).hasSize(1);
  }

  @Test
  void readWaitsForTheFirstEvent() throws Exception {
    CompletableFuture<List<OutboxEntry>> waiting = CompletableFuture
        .supplyAsync(() -> reader.read(Outbox.START, 10, Duration.ofSeconds(4)));
    seats.perform(lock("ann", LONG, seat("A", 1)));

    assertThat(waiting.get(5, TimeUnit.SECONDS)).hasSize(1);
  }

  @Test
  void readOfNothingIsEmpty() {
    assertThat(read()).isEmpty();
  }

  @Test
  void backlogIsLengthAndAge() throws InterruptedException {
    assertThat(outbox.backlog()).isEqualTo(new Outbox.Backlog(0, Duration.ZERO));
    threeEvents();
    Thread.sleep(5);

    assertThat(outbox.backlog().events()).isEqualTo(3);
    assertThat(outbox.backlog().age()).isBetween(Duration.ofMillis(5), Duration.ofSeconds(30));
  }

  @Test
  void onlyOneHoldsTheLease() {
    assertThat(first.lease("a", LONG, false)).isTrue();
    assertThat(first.lease("b", LONG, false)).isFalse();
    assertThat(first.lease("a", LONG, false)).isTrue();
    assertThat(redis.commands().get(lease)).isEqualTo("a");
  }

  @Test
  void leaseIsHandedBackByItsOwnerOnly() {
    first.lease("a", LONG, false);
    first.handBack("b");
    assertThat(first.lease("b", LONG, false)).isFalse();

    first.handBack("a");
    first.handBack("a");
    assertThat(first.lease("b", LONG, false)).isTrue();
  }

  @Test
  void leasesAreSharedEvenlyByThoseWhoAsk() {
    Partitions eight = redis.partitions(8, new LockLimits(null, null, null, null, 0));
    List<Outbox> outboxes = eight.all().stream().map(each -> new Outbox(each, redis.connections())).toList();
    outboxes.forEach(each -> assertThat(each.lease("a", LONG, false)).isTrue());

    Map<String, Set<Integer>> held = new TreeMap<>();
    for (int round = 0; round < 3; round++) {
      held.clear();
      for (String owner : List.of("a", "b", "c")) {
        outboxes.stream().filter(each -> each.lease(owner, LONG, false))
            .forEach(each -> held.computeIfAbsent(owner, _ -> new TreeSet<>()).add(each.partition()));
      }
    }

    assertThat(held).containsOnlyKeys("a", "b", "c");
    assertThat(held.values().stream().map(Set::size).sorted()).containsExactly(2, 3, 3);
    assertThat(held.values().stream().mapToInt(Set::size).sum()).as("held by one each").isEqualTo(8);
  }

  @Test
  void holderWithEventsUnderWayDoesNotGiveWay() {
    first.lease("b", LONG, false);
    first.lease("a", LONG, false);

    assertThat(first.lease("b", LONG, true)).isTrue();
    assertThat(first.lease("a", LONG, false)).as("the favourite").isFalse();
    assertThat(first.lease("b", LONG, false)).as("gives way").isFalse();
    assertThat(first.lease("a", LONG, false)).isTrue();
  }

  @Test
  void leaseForAnHeirWhoDiedEndsWithWhatWasKnownOfItsLife() throws InterruptedException {
    first.lease("a", Duration.ofMillis(50), false);
    first.handBack("a");
    first.lease("b", LONG, false);
    first.lease("a", Duration.ofMillis(50), false);

    assertThat(first.lease("b", LONG, false)).as("gives way to a, who never comes back").isFalse();
    Thread.sleep(60);
    assertThat(first.lease("b", LONG, false)).isTrue();
    assertThat(redis.commands().zrange(redis.key(IN_THE_FIRST, "seat-outbox-instances"), 0, -1)).containsExactly("b");
  }

  @Test
  void leaseEndsByItself() throws InterruptedException {
    first.lease("a", Duration.ofMillis(20), false);
    Thread.sleep(25);

    assertThat(first.lease("b", LONG, false)).isTrue();
  }

  @Test
  void keepingTheLeaseRenewsIt() {
    first.lease("a", Duration.ofSeconds(1), false);
    first.lease("a", LONG, false);

    assertThat(redis.commands().pttl(lease)).isGreaterThan(1000);
  }
}
