package io.seatlock.store;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.extend;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.sell;
import static io.seatlock.seat.Commands.transfer;
import static io.seatlock.seat.Commands.unlock;
import static io.seatlock.seat.Commands.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.seat.Commands;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.Refusal;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.Seats;
import io.seatlock.store.script.ClockedScript;
import io.seatlock.store.script.CommandLimits;
import io.seatlock.store.script.Partitions;
import io.seatlock.store.script.Script;
import io.seatlock.store.settings.GrowthSettings;
import io.seatlock.store.settings.HolderSettings;
import io.seatlock.store.settings.RecordSettings;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many seats a user may hold in all venues together. */
@SharedRedis
class TotalLimitIntegrationTests {

  private static final int MOST = 100;

  private static final Duration LONG = Duration.ofMinutes(10);

  private final TestRedis redis = TestRedis.emptied();

  @AfterEach
  void booksAgree() {
    new ConsistencyAssertions(redis.commands()).check();
  }

  private static CommandLimits limits(int most) {
    return new CommandLimits(new LockLimits(null, null, null, null, 0), new HolderSettings(most, Duration.ZERO),
        GrowthSettings.DEFAULTS, RecordSettings.DEFAULTS);
  }

  private static SeatId seat(int number) {
    return new SeatId(number % 2 == 0 ? "hall" : "club", "A", String.valueOf(number));
  }

  private static void refused(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    assertThat(((Outcome.Refused) outcome).mostSevere().code()).isEqualTo(Refusal.SEAT_LIMIT_REACHED);
  }

  private static String done(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return String.valueOf(((Outcome.Done) outcome).seats().getFirst().lockId());
  }

  @Test
  void seatThatWasPutBackByHandCountsUntilTheCheckRepairsIt() {
    Seats seats = TestRedis.seats(redis.partitions(limits(1), Script.source()));
    done(seats.perform(lock("ann", LONG, seat(0))));
    redis.commands().hdel(redis.key("hall", "seats:hall"), "A_0");
    refused(seats.perform(lock("ann", LONG, seat(2))));

    redis.check().run(true, _ -> {});

    done(seats.perform(lock("ann", LONG, seat(2))));
  }

  @Test
  void thousandLocksAtOnceOverTwentyVenuesGetExactlyTheCap() {
    Partitions partitions = redis.partitions(limits(MOST), Script.source());
    List<SeatCommand> locks = IntStream.range(0, 1000).mapToObj(
        i -> (SeatCommand) lock("ann", LONG, new SeatId("venue-" + i % 20, "A", String.valueOf(i)))).toList();

    List<Outcome> outcomes = Commands.performAll(TestRedis.seats(partitions), locks);

    long granted = outcomes.stream().filter(Outcome.Done.class::isInstance).count();
    assertThat(granted).isEqualTo((long) MOST * partitions.all().stream()
        .filter(partition -> IntStream.range(0, 20).anyMatch(i -> partitions.of("venue-" + i).equals(partition)))
        .count());
    outcomes.stream().filter(Outcome.Refused.class::isInstance).forEach(TotalLimitIntegrationTests::refused);
    done(TestRedis.seats(partitions).perform(lock("bob", LONG, new SeatId("venue-0", "B", "1"))));
  }

  @Test
  @OnSingleRedis("the two venues are in one partition")
  void onlyWhatIsHeldNowCounts() {
    ClockedScript.set(redis, ClockedScript.START);
    Seats seats = TestRedis.seats(redis.partitions(limits(3), ClockedScript.source()));
    done(seats.perform(lock("ann", LONG, seat(0))));
    done(seats.perform(lock("ann", LONG, seat(1))));
    String lockId = done(seats.perform(lock("ann", LONG, seat(2))));
    refused(seats.perform(lock("ann", LONG, seat(3))));
    done(seats.perform(lock("ann", LONG, seat(1))));

    done(seats.perform(unlock(by("ann"), seat(0))));
    done(seats.perform(lock("ann", LONG, seat(3))));
    done(seats.perform(sell(by("ann"), seat(1))));
    done(seats.perform(lock("ann", LONG, seat(5))));
    refused(seats.perform(lock("ann", LONG, seat(7))));

    done(seats.perform(transfer(with(lockId), "bob", null, seat(2))));
    done(seats.perform(lock("ann", LONG, seat(7))));
    refused(seats.perform(transfer(with(lockId), "ann", null, seat(2))));
    done(seats.perform(extend(by("ann"), LONG.plusMinutes(5), seat(7))));
    ClockedScript.set(redis, ClockedScript.START.plus(LONG));
    done(seats.perform(lock("ann", LONG, seat(9))));
    done(seats.perform(lock("ann", LONG, seat(11))));
    refused(seats.perform(lock("ann", LONG, seat(13))));
  }
}
