package io.seatlock.store.script;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.look;
import static io.seatlock.seat.Commands.seat;
import static io.seatlock.seat.Commands.sell;
import static io.seatlock.seat.Commands.unlock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatlock.seat.Commands;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.Refusal;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatGroup;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.Seats;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.ConsistencyAssertions;
import io.seatlock.store.SharedRedis;
import io.seatlock.store.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script when Redis is not as it should be. */
@SharedRedis
class ScriptIntegrationTests {

  private static final LockLimits LIMITS = new LockLimits(null, null, null, null, 0);

  private static final Duration LONG = Duration.ofMinutes(1);

  private final TestRedis redis = TestRedis.emptied();

  private final String hall = redis.key("hall", "seats:hall");

  private final Partitions partitions = redis.partitions(LIMITS);

  private final Seats seats = TestRedis.seats(partitions);

  @Test
  void scriptForgottenUnderLoadIsSentAgainAndNothingIsLost() {
    int users = 8;
    int rounds = 40;
    try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<?>[] work = IntStream.range(0, users)
          .mapToObj(user -> CompletableFuture.runAsync(() -> lockAndUnlock(user, rounds), all))
          .toArray(CompletableFuture[]::new);
      CompletableFuture<Void> done = CompletableFuture.allOf(work);
      int forgotten = 0;
      while (!done.isDone()) {
        redis.commands().scriptFlush();
        forgotten++;
      }
      done.join();
      assertThat(forgotten).isGreaterThan(1);
    }
    assertThat(redis.events(partitions)).hasSize(users * rounds * 2);
  }

  private void lockAndUnlock(int user, int rounds) {
    for (int i = 0; i < rounds; i++) {
      assertThat(seats.perform(lock("user" + user, LONG, seat("A", user)))).isInstanceOf(Outcome.Done.class);
      assertThat(seats.perform(unlock(by("user" + user), seat("A", user)))).isInstanceOf(Outcome.Done.class);
    }
  }

  /** All in one call, behind one that only opens it. */
  private List<CompletableFuture<Reply>> together(SeatCommand... commands) {
    return Stream.of(commands).map(command -> partitions.of("hall").submit(command)).toList();
  }

  @Test
  void brokenJsonFailsOnlyTheCommandThatNeedsIt() {
    redis.commands().hset(hall, "A_2", "{oops");

    List<CompletableFuture<Reply>> replies = together(look(seat("A", 9)), lock("ann", LONG, seat("A", 1)),
        lock("ann", LONG, seat("A", 2)), lock("bob", LONG, seat("A", 3), seat("A", 2)),
        lock("ann", LONG, seat("A", 4)));

    assertThat(replies.stream().map(reply -> reply.join().word())).containsExactly("DONE", "DONE", "REFUSED", "REFUSED",
        "DONE");
    assertThat(redis.events(partitions)).extracting(event -> event.get("seat")).containsExactly("hall:A:1", "hall:A:4");
  }

  @Test
  void groupNamesItsDamagedSeatAndLeavesTheOthersAlone() {
    redis.commands().hset(hall, "A_2", "{oops");

    Outcome.Refused refused = (Outcome.Refused) seats.perform(lock("ann", LONG, seat("A", 1), seat("A", 2)));

    assertThat(refused.conflicts()).containsExactly(new Outcome.Conflict(seat("A", 2), Refusal.SEAT_DAMAGED, null));
    assertThat(redis.commands().hgetall(hall)).containsOnlyKeys("A_2");
    assertThat(redis.events(partitions)).isEmpty();
  }

  @Test
  void keyOfAnotherTypeDamagesTheSeatsOfItsVenueOnly() {
    redis.commands().set(hall, "something else");

    Outcome.Refused refused = (Outcome.Refused) seats.perform(lock("ann", LONG, seat("A", 1)));
    assertThat(refused.mostSevere().code()).isEqualTo(Refusal.SEAT_DAMAGED);

    SeatCommand elsewhere = lock("ann", LONG, null, SeatGroup.of(new SeatId("club", "A", "1")));
    assertThat(seats.perform(elsewhere)).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void damagedHoldingsHarmOnlyTheirUserAndDoNotKeepALockFromEnding() {
    Commands.lockUntilOver(seats, "ann", seat("A", 1));
    String holdings = redis.key("hall", "seat-holdings:hall:ann");
    redis.commands().del(holdings);
    redis.commands().set(holdings, "something else");

    Outcome.Refused refused = (Outcome.Refused) seats.perform(lock("ann", LONG, seat("A", 2), seat("A", 3)));
    assertThat(refused.conflicts()).hasSize(2).allMatch(conflict -> conflict.code() == Refusal.SEAT_DAMAGED);
    assertThat(seats.perform(lock("bob", LONG, seat("A", 1)))).isInstanceOf(Outcome.Done.class);
    assertThat(redis.events(partitions)).extracting(event -> event.get("kind")).containsExactly("locked", "unlocked",
        "locked");
  }

  @Test
  void changeWhoseEventCanNotBeWrittenDoesNotHappen() {
    seats.perform(lock("ann", LONG, seat("A", 1)));
    String outbox = redis.key("hall", "seat-outbox");
    String before = redis.commands().hget(hall, "A_1");
    redis.commands().del(outbox);
    redis.commands().set(outbox, "something else");

    List<SeatCommand> changes = List.of(lock("bob", LONG, seat("A", 2)), unlock(by("ann"), seat("A", 1)),
        sell(by("ann"), seat("A", 1)), new SeatCommand.Extend(SeatGroup.of(seat("A", 1)), by("ann"), LONG));
    for (SeatCommand change : changes) {
      assertThatThrownBy(() -> seats.perform(change)).isInstanceOf(SeatsUnavailable.class);
    }

    assertThat(redis.commands().hgetall(hall)).containsOnlyKeys("A_1").containsEntry("A_1", before);
    new ConsistencyAssertions(redis.commands()).check();
  }

  @ParameterizedTest
  @ValueSource(strings = {"seat-venues", "seat-identity", "seat-deadlines", "seat-outbox"})
  void damagedKeyOfThePartitionIsNamedAndFoundByTheProbe(String name) {
    redis.commands().set(redis.key("hall", name), "something else");
    Partition partition = partitions.of("hall");

    assertThatThrownBy(() -> partition.await(partition.probe())).isInstanceOf(SeatsUnavailable.class)
        .hasMessageContaining("the key " + redis.key("hall", name) + " ");
  }

  @Test
  void lockThatCanNotCountTheVenuesWaitsUntilTheyAreRepaired() {
    redis.commands().set(redis.key("hall", "seat-venues"), "something else");

    assertThatThrownBy(() -> seats.perform(lock("ann", LONG, seat("A", 1)))).isInstanceOf(SeatsUnavailable.class)
        .hasMessageContaining("the key " + redis.key("hall", "seat-venues") + " ");
  }

  @Test
  void fullRedisGrantsNothingAndKeepsItsBooks() {
    try (TestRedis full = TestRedis.start("maxmemory 4mb")) {
      Partitions own = full.partitions(LIMITS);
      Seats fullSeats = TestRedis.seats(own);
      assertThatThrownBy(() -> IntStream.range(0, 300).forEach(row -> Commands.performAll(fullSeats, row("R" + row))))
          .isInstanceOf(SeatsUnavailable.class).hasMessageContaining("OOM");

      assertThat(full.commands().hlen(hall)).isPositive().isEqualTo(full.events(own).size());
      assertThat(fullSeats.perform(look(seat("R0", 0)))).isInstanceOf(Outcome.Done.class);
      new ConsistencyAssertions(full.commands()).check();
    }
  }

  private static List<SeatCommand> row(String row) {
    return IntStream.range(0, 100).<SeatCommand>mapToObj(i -> lock("ann", LONG, seat(row, i))).toList();
  }
}
