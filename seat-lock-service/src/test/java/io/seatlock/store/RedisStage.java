package io.seatlock.store;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.plan.Plans;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.Seats;
import io.seatlock.seat.Stage;
import io.seatlock.store.plan.TestPlans;
import io.seatlock.store.script.Partitions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;

/** The seats in a real Redis. */
public abstract class RedisStage implements Stage {

  private final TestRedis redis = TestRedis.emptied();

  private final Partitions partitions;

  private final Seats seats;

  private final Plans plans;

  public RedisStage(Function<TestRedis, Partitions> partitions) {
    this.partitions = partitions.apply(redis);
    seats = new RedisSeats(this.partitions, new SimpleMeterRegistry());
    plans = TestPlans.of(this.partitions);
  }

  @Override
  public Seats seats() {
    return seats;
  }

  @Override
  public void pass(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<SeatId> plan(SeatId... plan) {
    return TestPlans.put(plans, plan);
  }

  @Override
  public void removePlan() {
    plans.delete("hall");
  }

  @Override
  public List<Map<String, String>> events() {
    return redis.events(partitions);
  }

  @AfterEach
  public void booksAgree() {
    new ConsistencyAssertions(redis.commands()).check();
  }
}
