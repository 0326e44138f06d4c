package io.seatlock.store.plan;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.extend;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.release;
import static io.seatlock.seat.Commands.seat;
import static io.seatlock.seat.Commands.sell;
import static io.seatlock.seat.Commands.unlock;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.plan.Plans;
import io.seatlock.seat.Commands;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.Refusal;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.Seats;
import io.seatlock.store.SharedRedis;
import io.seatlock.store.TestRedis;
import io.seatlock.store.script.Partitions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What somebody wrote by hand over the keys of a plan. Nobody gets a seat of which it is not known whether the venue has
 * it; who holds one can do with it whatever one can, and its time ends.
 */
@SharedRedis
class DamagedPlanIntegrationTests {

  private static final Duration LONG = Duration.ofMinutes(2);

  private final TestRedis redis = TestRedis.emptied();

  private final Partitions partitions = redis.partitions(new LockLimits(null, null, null, null, 0));

  private final Seats seats = TestRedis.seats(partitions);

  private final Plans plans = TestPlans.of(partitions);

  private final String plan = redis.key("hall", "seat-plan:hall");

  @BeforeEach
  void heldSeats() {
    TestPlans.put(plans, seat("A", 1), seat("A", 2), seat("A", 3), seat("A", 4), seat("A", 5), seat("A", 6));
    for (int i = 1; i <= 4; i++) {
      done(lock("ann", LONG, seat("A", i)));
    }
    done(sell(by("ann"), seat("A", 4)));
    Commands.lockUntilOver(seats, "ann", seat("A", 5));
  }

  private void done(SeatCommand command) {
    assertThat(seats.perform(command)).as("%s", command).isInstanceOf(Outcome.Done.class);
  }

  private void assertHeldSeatsGoOn() {
    done(unlock(by("ann"), seat("A", 1)));
    done(extend(by("ann"), LONG, seat("A", 2)));
    done(sell(by("ann"), seat("A", 3)));
    done(release(by("ann"), seat("A", 4)));
    done(new SeatCommand.Expire(seat("A", 5)));
    assertThat(redis.commands().hget(redis.key("hall", "seats:hall"), "A_5")).contains("AVAILABLE", "expired");
  }

  private void assertNoSeatIsLocked() {
    assertThat(seats.perform(lock("bob", LONG, seat("A", 6)))).isInstanceOfSatisfying(Outcome.Refused.class,
        refused -> assertThat(refused.conflicts()).extracting(Outcome.Conflict::code)
            .containsExactly(Refusal.SEAT_DAMAGED));
  }

  @Test
  void planOfAnotherTypeIsCuredByRemovingIt() {
    redis.commands().del(plan);
    redis.commands().set(plan, "something else");

    assertNoSeatIsLocked();
    assertHeldSeatsGoOn();

    plans.delete("hall");
    done(lock("bob", LONG, seat("A", 6)));
  }

  @Test
  void seatsOfAnotherType() {
    String generation = redis.commands().hget(plan, "current");
    String ofPlan = redis.key("hall", "seat-plan-seats:hall:" + generation);
    redis.commands().del(ofPlan);
    redis.commands().set(ofPlan, "something else");

    assertNoSeatIsLocked();
    assertHeldSeatsGoOn();
  }

  @Test
  void draftWithoutATimeDoesNotCount() {
    redis.commands().hset(plan, Map.of("draft", "e.1", "sealed", "1", "step", "x", "until", "soon"));

    done(lock("bob", LONG, seat("A", 6)));
    assertHeldSeatsGoOn();
    assertThat(TestPlans.put(plans, seat("A", 3), seat("A", 2), seat("A", 6))).isEmpty();
  }
}
