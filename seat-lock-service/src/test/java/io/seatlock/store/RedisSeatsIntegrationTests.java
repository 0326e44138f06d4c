package io.seatlock.store;

/** With the plain names of a single partition. */
class RedisSeatsIntegrationTests extends RedisSeatsContract {

  RedisSeatsIntegrationTests() {
    super(1);
  }
}
