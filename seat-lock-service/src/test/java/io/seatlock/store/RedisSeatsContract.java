package io.seatlock.store;

import io.seatlock.seat.SeatsContract;
import io.seatlock.store.script.Partitions;
import java.util.function.Function;

/** The contract, kept by the script in a real Redis. */
abstract class RedisSeatsContract extends RedisStage implements SeatsContract {

  RedisSeatsContract(Function<TestRedis, Partitions> partitions) {
    super(partitions);
  }
}
