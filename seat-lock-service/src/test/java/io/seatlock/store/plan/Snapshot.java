package io.seatlock.store.plan;

import io.lettuce.core.RestoreArgs;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import io.seatlock.store.TestRedis;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** All keys of a Redis at one time. */
record Snapshot(Map<String, byte[]> values, Map<String, Long> millisLeft) {

  static Snapshot of(TestRedis redis) {
    RedisClusterCommands<byte[], byte[]> commands = redis.view().binary();
    Map<String, byte[]> values = new HashMap<>();
    Map<String, Long> ends = new HashMap<>();
    for (String key : redis.commands().keys("*")) {
      values.put(key, commands.dump(bytes(key)));
      ends.put(key, Math.max(0, redis.commands().pttl(key)));
    }
    return new Snapshot(values, ends);
  }

  void restore(TestRedis redis) {
    redis.commands().flushall();
    values.forEach((key, value) -> redis.view().binary().restore(bytes(key), value,
        RestoreArgs.Builder.ttl(millisLeft.getOrDefault(key, 0L))));
  }

  private static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }
}
