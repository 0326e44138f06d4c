package io.seatlock.store;

/** With the plain names of a single partition, unless Redis is a cluster. */
@SharedRedis
class RedisSeatsIntegrationTests extends RedisSeatsContract {

  RedisSeatsIntegrationTests() {
    super(redis -> redis.partitions(LIMITS));
  }
}
