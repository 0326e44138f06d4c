package io.seatlock.store;

/** Over several partitions, whose names carry hash tags. */
@SharedRedis
class PartitionedSeatsIntegrationTests extends RedisSeatsContract {

  PartitionedSeatsIntegrationTests() {
    super(redis -> redis.partitions(3, LIMITS));
  }
}
