package io.seatlock.check;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.seat;
import static io.seatlock.seat.Commands.sell;
import static io.seatlock.seat.Commands.unlock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.SeatCommand;
import io.seatlock.store.SharedRedis;
import io.seatlock.store.TestRedis;
import io.seatlock.store.expiry.IdleSeats;
import io.seatlock.store.script.ClockedScript;
import io.seatlock.store.script.Partitions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Kafka was away for longer than it takes until idle seats are removed, so their events wait without them. */
@SharedRedis
class ForgottenSeatsCheckIntegrationTests {

  private static final Duration LONG = Duration.ofMinutes(1);

  private static final Duration IDLE = Duration.ofHours(24);

  private static final Duration MORE_THAN_IDLE = IDLE.plusMillis(1);

  private final TestRedis redis = TestRedis.emptied();

  private final String hall = redis.key("hall", "seats:hall");

  private final Partitions partitions = redis.partitions(new LockLimits(null, null, null, null, 0),
      ClockedScript.source());

  private final List<Difference> differences = new ArrayList<>();

  ForgottenSeatsCheckIntegrationTests() {
    ClockedScript.set(redis, ClockedScript.START);
    done(lock("ann", LONG, seat("A", 1)));
  }

  private void done(SeatCommand command) {
    assertThat(TestRedis.seats(partitions).perform(command)).isInstanceOf(Outcome.Done.class);
  }

  private void pass(Duration time) {
    ClockedScript.set(redis, ClockedScript.START.plus(time));
  }

  private Check.Result check(Duration idle) {
    return redis.checks().check(ClockedScript.source(), idle).run(true, differences::add);
  }

  private void assertEventIsAhead() {
    assertThat(differences).extracting(Difference::kind, Difference::where, Difference::repaired)
        .containsExactly(tuple(Difference.Kind.EVENT_AHEAD, "hall:A:1", false));
  }

  @Test
  void eventOfAForgottenSeatIsNoDifference() {
    done(unlock(by("ann"), seat("A", 1)));
    pass(MORE_THAN_IDLE);
    new IdleSeats(partitions, IDLE, new SimpleMeterRegistry()).runOnce(partitions.of("hall"));
    assertThat(redis.commands().exists(hall)).isZero();

    assertThat(check(IDLE)).isEqualTo(new Check.Result(0, 2, 0, 0));
  }

  @Test
  void eventOfASeatThatIsGoneTooEarlyIsTold() {
    done(unlock(by("ann"), seat("A", 1)));
    pass(IDLE);
    redis.commands().hdel(hall, "A_1");

    check(IDLE);

    assertEventIsAhead();
  }

  @Test
  void eventOfASeatThatIsGoneIsToldIfNothingIsForgotten() {
    done(unlock(by("ann"), seat("A", 1)));
    pass(MORE_THAN_IDLE);
    redis.commands().hdel(hall, "A_1");

    check(Duration.ZERO);

    assertEventIsAhead();
  }

  @Test
  void saleOfASeatThatIsGoneIsToldHoweverOldItIs() {
    done(sell(by("ann"), seat("A", 1)));
    pass(MORE_THAN_IDLE);
    redis.commands().hdel(hall, "A_1");

    check(IDLE);

    assertEventIsAhead();
  }

  @Test
  void olderCopyOfASeatIsToldHoweverOldItsEventIs() {
    done(unlock(by("ann"), seat("A", 1)));
    pass(MORE_THAN_IDLE);
    redis.commands().hset(hall, "A_1", "{\"status\":\"AVAILABLE\",\"version\":1}");

    check(IDLE);

    assertEventIsAhead();
  }
}
