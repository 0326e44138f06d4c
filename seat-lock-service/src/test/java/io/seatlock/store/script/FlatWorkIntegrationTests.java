package io.seatlock.store.script;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.extend;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.look;
import static io.seatlock.seat.Commands.release;
import static io.seatlock.seat.Commands.seat;
import static io.seatlock.seat.Commands.sell;
import static io.seatlock.seat.Commands.transfer;
import static io.seatlock.seat.Commands.unlock;
import static io.seatlock.seat.Commands.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.seat.Commands;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.Seats;
import io.seatlock.store.SharedRedis;
import io.seatlock.store.TestRedis;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Failure 36: no operation's work grows with what a user holds or a venue contains. What Redis does for each is counted,
 * command by command, in a house with one lock and in a full one; the time is only printed. The most frequent answer of
 * a busy sale, that a seat is taken, needs the least.
 */
@SharedRedis
class FlatWorkIntegrationTests {

  private static final Duration LONG = Duration.ofMinutes(10);

  private static final int GROUP = 50;

  private static final int HELD = Integer.getInteger("seatlock.test.held", 20_000);

  private static final SeatId[] PAIR = {seat("P", 1), seat("P", 2)};

  private final TestRedis redis = TestRedis.emptied();

  private final Partitions partitions = redis.partitions(new LockLimits(null, null, null, null, 1_000_000));

  private final Seats seats = TestRedis.seats(partitions);

  /** @param calls of each of Redis' commands */
  private record Work(Map<String, Long> calls, long micros) {}

  @Test
  void fullHouseCostsWhatAnEmptyOneCosts() {
    seats.perform(lock("bob", LONG, seat("Z", 1)));
    Map<String, Work> alone = work();
    redis.commands().flushall();
    fill();

    Map<String, Work> among = work();

    assertThat(among).containsOnlyKeys(alone.keySet());
    alone.forEach((operation, few) -> {
      Work many = Objects.requireNonNull(among.get(operation));
      System.out.printf("%s: %d us alone, %d us among %,d seats of the same user%n", operation, few.micros(),
          many.micros(), HELD);
      assertThat(many.calls()).as(operation).isEqualTo(few.calls());
    });
  }

  @Test
  void seatOfAnotherUserIsRefusedAfterReadingNothingElse() {
    seats.perform(lock("ann", LONG, seat("A", 1)));
    seats.perform(lock("ann", LONG, seat("A", 2)));
    seats.perform(sell(by("ann"), seat("A", 2)));

    assertThat(count(lock("bob", LONG, seat("A", 1))).calls()).containsOnlyKeys("time", "hget");
    assertThat(count(lock("bob", LONG, seat("A", 2))).calls()).containsOnlyKeys("time", "hget");
    assertThat(count(lock("bob", LONG, seat("A", 3))).calls()).as("a free one").containsKeys("hset", "xadd");
  }

  private void fill() {
    for (int row = 0; row < HELD / GROUP; row++) {
      String name = "R" + row;
      SeatId[] group = IntStream.range(0, GROUP).mapToObj(number -> seat(name, number)).toArray(SeatId[]::new);
      assertThat(seats.perform(lock("ann", LONG, group))).isInstanceOf(Outcome.Done.class);
    }
  }

  private Map<String, Work> work() {
    Map<String, Work> work = new LinkedHashMap<>();
    SeatCommand.Lock pair = lock("ann", LONG, PAIR);
    work.put("lock", count(pair));
    work.put("the same lock again", count(lock("ann", LONG, PAIR)));
    work.put("a part of the group", count(lock("ann", LONG, seat("P", 1), seat("P", 3))));
    work.put("look", count(look(PAIR)));
    work.put("extend", count(extend(by("ann"), LONG, PAIR)));
    work.put("transfer", count(transfer(with(pair.lockId()), "bob", null, PAIR)));
    work.put("transfer back", count(transfer(with(pair.lockId()), "ann", null, PAIR)));
    work.put("finalize", count(sell(by("ann"), PAIR)));
    work.put("release", count(release(by("ann"), PAIR)));
    work.put("lock after a release", count(lock("ann", LONG, PAIR)));
    work.put("unlock", count(unlock(by("ann"), PAIR)));
    Commands.lockUntilOver(seats, "ann", seat("P", 3));
    work.put("expire", count(new SeatCommand.Expire(seat("P", 3))));
    work.put("due", count(new ScriptCommand("due", List.of(), List.of("10"))));
    work.put("backlog", count(new ScriptCommand("backlog", List.of(), List.of())));
    return work;
  }

  private Work count(SeatCommand command) {
    return count(partitions.of("hall").commands().of(command));
  }

  private Work count(ScriptCommand counted) {
    redis.view().nodes().forEach(node -> node.configResetstat());
    partitions.of("hall").call(counted);
    Map<String, Long> calls = new TreeMap<>();
    long micros = 0;
    for (String line : stats()) {
      String command = line.substring("cmdstat_".length(), line.indexOf(':'));
      if (command.startsWith("eval")) {
        micros += number(line, "usec=");
      } else if (!command.matches("config.*|info|ping|hello|client.*|cluster.*")) {
        calls.put(command, number(line, "calls="));
      }
    }
    return new Work(calls, micros);
  }

  private List<String> stats() {
    return redis.view().nodes().stream().flatMap(node -> node.info("commandstats").lines())
        .filter(line -> line.startsWith("cmdstat_")).toList();
  }

  private static long number(String line, String name) {
    int from = line.indexOf(name) + name.length();
    return Long.parseLong(line.substring(from, line.indexOf(',', from)));
  }
}
