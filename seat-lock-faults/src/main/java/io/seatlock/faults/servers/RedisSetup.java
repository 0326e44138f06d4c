package io.seatlock.faults.servers;

import io.lettuce.core.api.sync.RedisCommands;
import io.seatlock.testkit.redis.RedisCall;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The Redis that the services use: a single one, one with a replica, or a cluster. */
public sealed interface RedisSetup extends AutoCloseable permits SingleRedis, ReplicatedRedis, ClusteredRedis {

  /** The ports of the present primaries. Each seat is on exactly one of them. */
  List<Integer> primaries();

  /** Settings with which a new instance of the service connects, through a link of its own where links are possible. */
  List<String> settings(RedisLinks links);

  /** Settings with which the service connects directly, without a link. */
  List<String> directSettings();

  @Override
  void close();

  /** Number of events in the outboxes of all partitions. */
  default long backlog() {
    return sum(redis -> redis.keys("*seat-outbox").stream().mapToLong(redis::xlen).sum());
  }

  /** Number of locks that have not ended yet. */
  default long activeLocks() {
    return sum(redis -> redis.keys("*seat-deadlines").stream().mapToLong(redis::zcard).sum());
  }

  /** The seats of a venue as they are stored: JSON by {@code row_seat}. */
  default Map<String, String> seats(String venue) {
    Map<String, String> seats = new HashMap<>();
    primaries().forEach(port -> seats.putAll(RedisCall.on(port, redis -> redis.keys("*seats:" + venue).stream()
        .map(redis::hgetall).findFirst().orElse(Map.of()))));
    return seats;
  }

  /** The sum over all primaries. */
  default long sum(Function<RedisCommands<String, String>, Long> count) {
    return primaries().stream().mapToLong(port -> RedisCall.on(port, count)).sum();
  }
}
