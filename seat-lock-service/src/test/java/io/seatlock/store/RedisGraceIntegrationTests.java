package io.seatlock.store;

import io.seatlock.seat.GraceRules;

@SharedRedis
class RedisGraceIntegrationTests extends RedisStage implements GraceRules {

  RedisGraceIntegrationTests() {
    super(redis -> redis.partitions(GRACE));
  }
}
