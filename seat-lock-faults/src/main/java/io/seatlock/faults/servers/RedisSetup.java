package io.seatlock.faults.servers;

import io.lettuce.core.api.sync.RedisCommands;
import io.seatlock.testkit.redis.RedisCall;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The Redis that the services use: one, one with a replica, or a cluster. */
public sealed interface RedisSetup extends AutoCloseable permits SingleRedis, ReplicatedRedis, ClusteredRedis {

  /** The ports of the present primaries; together they have every seat once. */
  List<Integer> primaries();

  /** Settings by which a new instance of the service finds it, over a link of its own if there can be one. */
  List<String> settings(RedisLinks links);

  /** Settings by which the service finds it without any link between. */
  List<String> directSettings();

  @Override
  void close();

  /** Events that wait in the outboxes of all partitions. */
  default long backlog() {
    return sum(redis -> redis.keys("*seat-outbox").stream().mapToLong(redis::xlen).sum());
  }

  /** Locks whose end is not recorded yet. */
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

  /** Over all primaries. */
  default long sum(Function<RedisCommands<String, String>, Long> count) {
    return primaries().stream().mapToLong(port -> RedisCall.on(port, count)).sum();
  }
}
